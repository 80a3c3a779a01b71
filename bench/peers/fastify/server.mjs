// A server as people write one today: Fastify in front of ONNX Runtime, with the same binary protocol and the same ONNX file.
// Run as `node server.mjs MODEL.onnx NAME`; prints where it listens, and ends when its standard input does.
import Fastify from 'fastify';
import * as ort from 'onnxruntime-node';

const [file, name] = process.argv.slice(2);
const session = await ort.InferenceSession.create(file, { intraOpNumThreads: 1, interOpNumThreads: 1 });
const app = Fastify({ logger: false, bodyLimit: 64 << 20 });
const jsonLength = 'inference-header-content-length';
const types = { INT32: ['int32', Int32Array], FP32: ['float32', Float32Array] };
const datatypes = { int32: 'INT32', float32: 'FP32' };

app.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, (request, body, done) => done(null, body));

app.post(`/v2/models/${name}/infer`, async (request, reply) => {
  const body = request.body;
  let at = Number(request.headers[jsonLength]);
  const feeds = {};
  for (const input of JSON.parse(body.toString('utf8', 0, at)).inputs) {
    const size = input.parameters.binary_data_size;
    const [type, List] = types[input.datatype];
    // Copied: a typed array must begin at a multiple of its element's size.
    const bytes = new Uint8Array(body.subarray(at, at + size));
    feeds[input.name] = new ort.Tensor(type, new List(bytes.buffer), input.shape);
    at += size;
  }

  const results = await session.run(feeds);
  const outputs = [];
  const behind = [];
  for (const output of session.outputNames) {
    const { type, dims, data } = results[output];
    outputs.push({ name: output, datatype: datatypes[type], shape: dims, parameters: { binary_data_size: data.byteLength } });
    behind.push(Buffer.from(data.buffer, data.byteOffset, data.byteLength));
  }

  const head = Buffer.from(JSON.stringify({ model_name: name, model_version: '1', outputs }));
  reply.header(jsonLength, String(head.length)).type('application/octet-stream');
  return Buffer.concat([head, ...behind]);
});

process.stdin.on('end', () => process.exit(0)).resume();
console.log(`listening on ${await app.listen({ port: 0, host: '127.0.0.1' })}`);
