// A gRPC client that shares no code with the server. It makes the calls it is told to, one after the other, and prints what came back.
//
//   node grpc-client.mjs ADDRESS PROTO_FOLDER < calls.json
//
// A call is {"method": "inference.GRPCInferenceService/ServerLive", "request": {…}}, for a stream with "requests": […];
// "deadlineMs" and "gzip" may be given. An answer is {"response": {…}}, {"responses": […]} or
// {"code": 3, "details": "…", "metadata": {…}}, for a stream that fails after the responses it had. Bytes are base64.
import { readFileSync, readdirSync } from 'node:fs';
import grpc from '@grpc/grpc-js';
import loader from '@grpc/proto-loader';

const [address, folder] = process.argv.slice(2);
const files = readdirSync(folder).filter(name => name.endsWith('.proto'));
const options = { keepCase: true, longs: String, enums: String, bytes: String, defaults: true, oneofs: true, includeDirs: [folder] };
const services = grpc.loadPackageDefinition(loader.loadSync(files, options));

const clients = new Map();

function clientOf(service, gzip) {
  const key = `${service} ${gzip}`;
  if (!clients.has(key)) {
    const Client = service.split('.').reduce((found, name) => found[name], services);
    clients.set(key, new Client(address, grpc.credentials.createInsecure(), gzip ? { 'grpc.default_compression_algorithm': 2 } : {}));
  }
  return clients.get(key);
}

const failed = error => ({ code: error.code, details: error.details, metadata: error.metadata?.getMap() ?? {} });

function call({ method, request, requests, deadlineMs, gzip }) {
  const [service, name] = method.split('/');
  const client = clientOf(service, gzip ?? false);
  const settings = deadlineMs ? { deadline: Date.now() + deadlineMs } : {};
  return new Promise(resolve => {
    if (!requests) {
      client[name](request ?? {}, settings, (error, response) => resolve(error ? failed(error) : { response }));
      return;
    }
    const responses = [];
    const stream = client[name](settings);
    stream.on('data', response => responses.push(response));
    stream.on('error', error => resolve({ ...failed(error), responses }));
    stream.on('end', () => resolve({ responses }));
    requests.forEach(next => stream.write(next));
    stream.end();
  });
}

const answers = [];
for (const next of JSON.parse(readFileSync(0, 'utf8'))) {
  answers.push(await call(next));
}
clients.forEach(client => client.close());
console.log(JSON.stringify(answers));
