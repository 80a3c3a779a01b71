// Checks answers against the schemas of an OpenAPI document, in JSON or YAML.
//
//   node validate.mjs DOCUMENT < answers.json
//
// An answer is {"method": "get", "path": "/v2", "status": 200, "body": …}, where the path is the document's. Printed is
// {"endpoints": ["get /v2", …], "faults": ["…", …]}: every endpoint that the document describes, and what is not as it says.
import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import formats from 'ajv-formats';
import { parse } from 'yaml';

const document = parse(readFileSync(process.argv[2], 'utf8'));
const methods = ['get', 'post', 'put', 'delete', 'patch', 'head'];
const pointer = part => part.replaceAll('~', '~0').replaceAll('/', '~1');

// JSON Schema has no type 'bytes', which the MLServer document names beside arrays: it stands for what JSON cannot hold.
const sound = value => Array.isArray(value) ? value.filter(v => v?.type !== 'bytes').map(sound)
  : value && typeof value === 'object' ? Object.fromEntries(Object.entries(value).map(([k, v]) => [k, sound(v)]))
  : value;

const ajv = new Ajv({ strict: false, allErrors: true });
formats(ajv);
ajv.addSchema(sound(document), 'document');

function check({ method, path, status, body }) {
  const response = document.paths[path]?.[method]?.responses?.[status];
  if (!response) {
    return [`is not described; described are ${Object.keys(document.paths[path]?.[method]?.responses ?? {})}`];
  }
  if (!response.content) {
    return [];
  }
  const schema = ['paths', path, method, 'responses', `${status}`, 'content', 'application/json', 'schema'].map(pointer).join('/');
  const valid = ajv.getSchema(`document#/${encodeURI(schema)}`) ?? ajv.compile({ $ref: `document#/${encodeURI(schema)}` });
  return valid(body) ? [] : valid.errors.map(e => `${e.instancePath} ${e.message}`);
}

const answers = JSON.parse(readFileSync(0, 'utf8'));
const endpoints = Object.entries(document.paths).flatMap(([path, item]) => Object.keys(item).filter(m => methods.includes(m)).map(m => `${m} ${path}`));
const faults = answers.flatMap(a => check(a).map(fault => `${a.method} ${a.path} ${a.status}: ${fault}: ${JSON.stringify(a.body)}`));
console.log(JSON.stringify({ endpoints, faults }));
