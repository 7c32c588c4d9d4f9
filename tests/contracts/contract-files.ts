import { errorCodes } from '@acebuddy/contracts';
import { storedDocuments as conversation } from '@acebuddy/conversation/stored';
import { storedDocuments as gateway } from '@acebuddy/gateway/stored';
import { storedDocuments as notifications, feeds as notificationsFeeds } from '@acebuddy/notifications/stored';
import { storedDocuments as ticketing, feeds as ticketingFeeds } from '@acebuddy/ticketing/stored';
import { z } from 'zod';
import { isSchema, type JsonSchema, kindsApart } from './kinds-apart.ts';
import { proceduresOf, type ServiceWithRouter } from './routers.ts';

/** An OpenAPI description: the form that the differ compares. A procedure, a document, an error code is a path each. */
export interface ContractFile {
  readonly openapi: '3.1.0';
  readonly info: { readonly title: string; readonly version: string };
  readonly paths: Readonly<Record<string, JsonSchema>>;
}

const feeds: Readonly<Record<string, Readonly<Record<string, z.ZodType>>>> = {
  ticketing: ticketingFeeds,
  notifications: notificationsFeeds,
};
const stored: Readonly<Record<string, Readonly<Record<string, z.ZodType>>>> = {
  conversation,
  ticketing,
  notifications,
  gateway,
};
const withRouter: readonly ServiceWithRouter[] = ['conversation', 'ticketing', 'notifications'];

/** Today's contracts by file name: what a release of this moment would be held to. */
export function contractFiles(version: string): Map<string, ContractFile> {
  const files = new Map<string, ContractFile>();
  for (const service of withRouter) {
    const paths = proceduresOf(service).map(({ name, input, output }): [string, JsonSchema] => {
      // What a feed brings is held by the entries that are kept; the procedure passes on what it does not know.
      const answer = feeds[service]?.[name] === undefined ? jsonSchema(output, 'output') : {};
      return [`/procedures/${name}`, operation(input === null ? null : jsonSchema(input, 'input'), answer)];
    });
    files.set(`${service}.procedures.json`, file(`${service}: procedures`, version, paths));
  }
  for (const [service, documents] of Object.entries(stored)) {
    const paths = [
      ...Object.entries(documents).flatMap(([name, schema]) => documentPaths(`/stored/${name}`, schema)),
      ...Object.entries(feeds[service] ?? {}).flatMap(([name, schema]) => documentPaths(`/feeds/${name}`, schema)),
    ];
    files.set(`${service}.stored.json`, file(`${service}: what it keeps, and its feeds`, version, paths));
  }
  const codes = Object.entries(errorCodes).map(([code, meaning]): [string, JsonSchema] => [
    `/errors/${code}`,
    operation(null, {
      type: 'object',
      properties: Object.fromEntries(Object.entries(meaning).map(([key, value]) => [key, { const: value }])),
      required: Object.keys(meaning),
    }),
  ]);
  return files.set('errors.json', file('error codes', version, codes));
}

/** Read by an older or newer release (request), written by one (response). */
function documentPaths(path: string, schema: z.ZodType): [string, JsonSchema][] {
  const read = kindsApart(asStored(jsonSchema(schema, 'input')));
  const written = kindsApart(asStored(jsonSchema(schema, 'output')));
  const kinds = [...read.kinds].map(([kind, each]): [string, JsonSchema] => [
    `${path}/${kind}`,
    operation(each, written.kinds.get(kind) ?? {}),
  ]);
  return [[path, operation(read.schema, written.schema)], ...kinds];
}

function file(title: string, version: string, paths: readonly [string, JsonSchema][]): ContractFile {
  return { openapi: '3.1.0', info: { title, version }, paths: Object.fromEntries(paths) };
}

function operation(request: JsonSchema | null, response: JsonSchema): JsonSchema {
  const content = (schema: JsonSchema) => ({ 'application/json': { schema } });
  return {
    post: {
      ...(request === null ? {} : { requestBody: { required: true, content: content(request) } }),
      responses: { '200': { description: 'done', content: content(response) } },
    },
  };
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any', reused: 'inline' });
  return rest;
}

const bounds = /^(min|max|exclusiveM)|^(pattern|format|multipleOf)$/;

/** As `storedRecord` of the contracts reads it: bounds do not count, and a value of a list that is not known is kept. */
function asStored(schema: JsonSchema): JsonSchema {
  const loose = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(loose);
    if (!isSchema(value)) return value;
    const { enum: list, type, properties, ...rest } = value;
    return {
      ...Object.fromEntries(
        Object.entries(rest).flatMap(([key, each]) => (bounds.test(key) ? [] : [[key, loose(each)]])),
      ),
      ...(type === undefined ? {} : { type: type === 'integer' ? 'number' : type }),
      ...(list === undefined ? {} : { 'x-extensible-enum': list }),
      ...(isSchema(properties)
        ? { properties: Object.fromEntries(Object.entries(properties).map(([name, each]) => [name, loose(each)])) }
        : {}),
    };
  };
  const stored = loose(schema);
  return isSchema(stored) ? stored : {};
}
