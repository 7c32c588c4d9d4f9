import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';

const factsUrl = new URL('../../../../../shared/zoho/', import.meta.url);

/** Zoho's published specification and samples lie beside the checkout on some machines, never in it. */
export const hasFacts = existsSync(fileURLToPath(new URL('openapi/Ticket.json', factsUrl)));
export const factsReason = 'left out: ../shared/zoho (specification and samples of Zoho) is not on this machine';

type Json = Record<string, unknown>;

const readJson = (path: string) => JSON.parse(readFileSync(new URL(path, factsUrl), 'utf8')) as Json;

/** The protocol part of a sample file. */
export function readSample(name: string): unknown {
  return readJson(`samples/${name}.json`).body;
}

const documents = new Map<string, Json>();

function readDocument(file: string): Json {
  const known = documents.get(file) ?? readJson(`openapi/${file}`);
  documents.set(file, known);
  return known;
}

/** Copies a schema with its references put in place, `seen` guards against circles. */
function resolve(value: unknown, file: string, seen: readonly string[] = []): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => resolve(item, file, seen));
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  if ('$ref' in value && typeof value.$ref === 'string') {
    const [path = '', pointer = ''] = value.$ref.split('#');
    const target = path === '' ? file : path.replace('./', '');
    const key = `${target}#${pointer}`;
    if (seen.includes(key)) {
      return {};
    }
    const found = pointer
      .slice(1)
      .split('/')
      .reduce<unknown>(
        (at, part) => (at as Json)[part.replaceAll('~1', '/').replaceAll('~0', '~')],
        readDocument(target),
      );
    return resolve(found, target, [...seen, key]);
  }
  return Object.fromEntries(
    Object.entries(value)
      // `additionalProperties: false` beside `allOf` would refuse every object; patterns use Java's syntax.
      .filter(([key]) => key !== 'additionalProperties' && key !== 'pattern' && key !== 'patternProperties')
      .map(([key, item]) => [key, resolve(item, file, seen)]),
  );
}

/** Validates the body of a successful answer as Zoho's specification describes it. */
export function officialAnswer(file: string, path: string, method: string): ValidateFunction {
  const operation = ((readDocument(file).paths as Json)[`/api/v1${path}`] as Json)[method] as Json;
  const answer = resolve((operation.responses as Json)['200'], file) as { content: Record<string, { schema: Json }> };
  const schema = answer.content['application/json']?.schema;
  if (schema === undefined) {
    throw new Error(`${method} ${path} has no JSON answer`);
  }
  return new Ajv2020({ strict: false, validateSchema: false, validateFormats: false, allErrors: true }).compile(schema);
}

/** Names of the keys that a request body may have. */
export function officialBodyKeys(file: string, path: string, method: string): ReadonlySet<string> {
  const operation = ((readDocument(file).paths as Json)[`/api/v1${path}`] as Json)[method] as Json;
  const keys = new Set<string>();
  collectKeys(resolve(operation.requestBody, file), keys);
  return keys;
}

function collectKeys(value: unknown, keys: Set<string>): void {
  const { content, schema, allOf, properties } = (value ?? {}) as Record<string, Json | unknown[] | undefined>;
  for (const part of Object.values(content ?? {})) {
    collectKeys((part as Json).schema, keys);
  }
  collectAll(allOf, keys);
  if (schema !== undefined) {
    collectKeys(schema, keys);
  }
  for (const name of Object.keys(properties ?? {})) {
    keys.add(name);
  }
}

function collectAll(parts: Json | unknown[] | undefined, keys: Set<string>): void {
  for (const part of Array.isArray(parts) ? parts : []) {
    collectKeys(part, keys);
  }
}
