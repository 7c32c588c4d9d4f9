import { expect, test } from 'vitest';
import { z } from 'zod';
import { ConfigError, parseConfig } from './config.ts';

const schema = z.object({
  PORT: z.coerce.number().int().min(1).max(65_535).default(8_000),
  MONGODB_URI: z.string().startsWith('mongodb').optional(),
  INTERNAL_TOKEN: z.string().min(16),
  LOG_LEVEL: z.enum(['info', 'debug']).default('info'),
});

function problemsOf(env: Record<string, string | undefined>): readonly string[] {
  try {
    parseConfig(schema, env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

test('gives real types and defaults, and leaves the rest of the environment out', () => {
  expect(parseConfig(schema, { PORT: '9000', INTERNAL_TOKEN: 'a-long-enough-token', HOME: '/home/x' })).toEqual({
    PORT: 9_000,
    INTERNAL_TOKEN: 'a-long-enough-token',
    LOG_LEVEL: 'info',
  });
});

test('takes an empty or blank variable as not set', () => {
  expect(parseConfig(schema, { PORT: '', MONGODB_URI: '  ', INTERNAL_TOKEN: 'a-long-enough-token' })).toMatchObject({
    PORT: 8_000,
  });
});

test('names all problems at once by variable', () => {
  const problems = problemsOf({ PORT: '99999', MONGODB_URI: 'localhost', LOG_LEVEL: 'loud' });
  expect(problems).toEqual([
    expect.stringMatching(/^PORT: /),
    expect.stringMatching(/^MONGODB_URI: /),
    'INTERNAL_TOKEN is not set',
    expect.stringMatching(/^LOG_LEVEL: /),
  ]);
});

test('never repeats a value', () => {
  const secret = 'hunter2';
  const error = new ConfigError(
    problemsOf({ PORT: secret, MONGODB_URI: secret, INTERNAL_TOKEN: secret, LOG_LEVEL: secret }),
  );
  expect(error.problems).toHaveLength(4);
  expect(error.message).not.toContain(secret);
});

test('reports what only the whole environment shows', () => {
  const pair = z
    .object({ A: z.string().optional(), B: z.string().optional() })
    .refine(({ A, B }) => (A === undefined) === (B === undefined), {
      message: 'A and B are set together or not at all',
    });
  expect(() => parseConfig(pair, { A: '1' })).toThrow('A and B are set together or not at all');
});
