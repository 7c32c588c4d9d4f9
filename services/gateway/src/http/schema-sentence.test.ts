import { expect, test } from 'vitest';
import { z } from 'zod';
import { toSentence } from './schema-sentence.ts';

test.each([
  [z.object({ email: z.email() }), { email: 'nobody' }, '"email" in the body must be an e-mail address.'],
  [
    z.object({ email: z.email() }).meta({ examples: [{ email: 'ann@example.com' }] }),
    { email: 'nobody' },
    '"email" in the body must be an e-mail address, for example "ann@example.com".',
  ],
  [z.object({ key: z.string().min(20) }), { key: 'x' }, '"key" in the body must have at least 20 characters.'],
  [z.object({ key: z.array(z.string()).max(1) }), { key: ['a', 'b'] }, '"key" in the body must have at most 1 entry.'],
  [z.object({ limit: z.number().max(100) }), { limit: 101 }, '"limit" in the body must be at most 100.'],
  [z.object({ limit: z.int() }), { limit: 1.5 }, '"limit" in the body must be a whole number.'],
  [
    z.object({ priority: z.enum(['Low', 'High']) }),
    { priority: 'x' },
    '"priority" in the body must be one of "Low", "High".',
  ],
  [z.strictObject({ a: z.string() }), { a: 'x', b: 1 }, 'The body has fields that are not known here: "b".'],
  [
    z.object({ id: z.string().regex(/^a$/, 'must be the letter a') }),
    { id: 'b' },
    '"id" in the body must be the letter a.',
  ],
])("a sentence says what a field must be, in words that are not the validator's (%#)", (schema, data, sentence) => {
  const { error } = schema.safeParse(data);
  expect(error && toSentence(error, schema, 'body', data)).toBe(sentence);
});
