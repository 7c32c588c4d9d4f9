import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import openapiTS, { astToString, COMMENT_HEADER } from 'openapi-typescript';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { startDesk } from './harness/desk-under-test.ts';
import { createRecorder, type Recorded } from './harness/recorder.ts';
import { tour } from './harness/tour.ts';

const documentUrl = new URL('../openapi/desk.yaml', import.meta.url);
const generatedUrl = new URL('../src/generated/desk-openapi.ts', import.meta.url);

type Json = Record<string, unknown>;
interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema: Json;
}
interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly (Parameter | { readonly $ref: string })[];
  readonly requestBody?: { readonly content: Record<string, { readonly schema: Json }> };
  readonly responses: Record<
    string,
    { readonly $ref?: string; readonly content?: Record<string, { readonly schema: Json }> }
  >;
}

const document = parse(readFileSync(documentUrl, 'utf8')) as { readonly paths: Record<string, Json> } & Json;
const options = { strict: false, validateFormats: false };
const bodies = new Ajv2020(options).addSchema({ ...document, $id: 'desk' });
/** Query parameters are text on the wire. */
const queries = new Ajv2020({ ...options, coerceTypes: true }).addSchema({ ...document, $id: 'desk' });

const compile = (schema: Json, ajv = bodies): ValidateFunction =>
  ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"desk#/')) as Json);

function dereference<T>(value: T | { readonly $ref: string }): T {
  if (typeof value !== 'object' || value === null || !('$ref' in value)) {
    return value as T;
  }
  return value.$ref
    .slice(2)
    .split('/')
    .reduce<unknown>((at, key) => (at as Json)[key], document) as T;
}

/** Fixed paths first: `/tickets/search` is not a ticket's id. */
const paths = Object.keys(document.paths).toSorted((a, b) => Number(a.includes('{')) - Number(b.includes('{')));

function findOperation({ method, path }: Recorded): Operation {
  const template = paths.find((one) => new RegExp(`^${one.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path));
  const item = template === undefined ? undefined : document.paths[template];
  const operation = item?.[method.toLowerCase()];
  if (operation === undefined) {
    throw new Error(`${method} ${path} is not described`);
  }
  return operation as Operation;
}

function checkQuery(operation: Operation, { query }: Recorded): string[] {
  const parameters = (operation.parameters ?? [])
    .map((one) => dereference<Parameter>(one))
    .filter((one) => one.in === 'query');
  const unknown = Object.keys(query).filter((name) => !parameters.some((one) => one.name === name));
  const missing = parameters.filter((one) => one.required && query[one.name] === undefined).map((one) => one.name);
  const wrong = parameters.filter(
    (one) => query[one.name] !== undefined && !compile(one.schema, queries)(query[one.name]),
  );
  return [...unknown, ...missing, ...wrong.map((one) => one.name)];
}

function schemaOf(operation: Operation, status: number): Json | undefined {
  const response = operation.responses[String(status)] ?? operation.responses.default;
  return response === undefined ? undefined : dereference(response).content?.['application/json']?.schema;
}

async function recordTour(): Promise<readonly Recorded[]> {
  const recorder = createRecorder();
  await using world = await startDesk({}, { fetch: recorder.fetch });
  await tour(world.desk, world.simulator);
  return recorder.calls;
}

describe('openapi/desk.yaml', () => {
  it('has the types that are checked in: `pnpm generate` makes them anew', async () => {
    const ast = await openapiTS(documentUrl, { silent: true });
    expect(`${COMMENT_HEADER}${astToString(ast)}`).toBe(readFileSync(fileURLToPath(generatedUrl), 'utf8'));
  });

  it('describes exactly the calls that the client makes', async () => {
    const made = new Set((await recordTour()).map((call) => findOperation(call).operationId));
    const described = Object.values(document.paths).flatMap((item) =>
      ['get', 'post', 'patch'].flatMap((method) =>
        item[method] === undefined ? [] : [(item[method] as Operation).operationId],
      ),
    );
    expect([...made].toSorted()).toEqual(described.toSorted());
  });

  it('fits every request that the client sends', async () => {
    for (const call of await recordTour()) {
      const operation = findOperation(call);
      expect({ [operation.operationId]: checkQuery(operation, call) }).toEqual({ [operation.operationId]: [] });
      const schema = operation.requestBody?.content['application/json']?.schema;
      expect(call.body === undefined || schema !== undefined || call.contentType.startsWith('multipart/')).toBe(true);
      if (schema !== undefined) {
        const validate = compile(schema);
        expect({ valid: validate(call.body), errors: validate.errors }).toEqual({ valid: true, errors: null });
      }
    }
  });

  it('fits every answer of the simulator', async () => {
    for (const call of await recordTour()) {
      const operation = findOperation(call);
      const schema = schemaOf(operation, call.status);
      expect(call.answer === undefined).toBe(schema === undefined);
      if (schema !== undefined) {
        const validate = compile(schema);
        expect({
          operation: operation.operationId,
          valid: validate(call.answer),
          errors: validate.errors,
        }).toMatchObject({
          valid: true,
          errors: null,
        });
      }
    }
  });
});
