import type { z } from 'zod';
import { type Answer, errors } from './answer.ts';
import { toFieldErrors } from './bodies.ts';
import type { DeskRequest } from './route.ts';

export type Body<T> = { readonly value: T; readonly refusal?: never } | { readonly refusal: Answer };

/** The JSON body by the strict schema, or what Desk says to it (zoho-desk.md §6). */
export function readBody<Schema extends z.ZodType>(request: DeskRequest, schema: Schema): Body<z.output<Schema>> {
  if (!request.contentType.startsWith('application/json')) {
    return { refusal: errors.mediaType() };
  }
  if (request.body.length === 0) {
    return { refusal: errors.emptyPayload() };
  }
  let json: unknown;
  try {
    json = JSON.parse(request.body.toString('utf8'));
  } catch {
    return { refusal: errors.badRequest() };
  }
  if (typeof json === 'object' && json !== null && Object.keys(json).length === 0) {
    return { refusal: errors.emptyPayload() };
  }
  const parsed = schema.safeParse(json);
  return parsed.success ? { value: parsed.data } : { refusal: errors.invalid(toFieldErrors(parsed.error, json)) };
}
