import { AppError } from '@acebuddy/contracts';
import type { FastifySchemaCompiler } from 'fastify';
import type { z } from 'zod';
import { toSentence } from './schema-sentence.ts';

/** Checks a part of a request against its zod schema; what does not fit is a `BAD_REQUEST` that names the field. */
export const validate: FastifySchemaCompiler<z.ZodType> = ({ schema, httpPart }) => {
  return (data: unknown) => {
    const result = schema.safeParse(data ?? undefined);
    return result.success ? { value: result.data } : { error: refusal(result.error, schema, httpPart ?? 'body', data) };
  };
};

/** Parses what did not come through a route's schema, with the same errors. */
export function parseOrRefuse<S extends z.ZodType>(schema: S, data: unknown, part = 'body'): z.output<S> {
  const result = schema.safeParse(data);
  if (result.success) return result.data;
  throw refusal(result.error, schema, part, data);
}

function refusal(error: z.core.$ZodError, schema: z.ZodType, part: string, data: unknown): AppError {
  return new AppError('BAD_REQUEST', toSentence(error, schema, part, data), { cause: error });
}
