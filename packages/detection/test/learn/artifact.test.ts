import { expect, test } from 'vitest';
import { decodeArtifact, encodeArtifact } from '../../src/learn/artifact.ts';
import { compareLines, objections } from '../../src/learn/comparison.ts';
import { isHeldOut, learnLineSchema } from '../../src/learn/index.ts';

const artifact = {
  topics: { base: 'b', model: new Uint8Array([1, 2, 3]), words: { en: ['turnstile'] } },
  acts: [{ language: 'es', base: 'c', model: new Uint8Array([4, 5]) }],
};

test('a learned model is read as it was written', () => {
  const { topics, acts } = decodeArtifact(encodeArtifact(artifact));
  expect({ ...topics, model: [...(topics?.model ?? [])] }).toEqual({ ...artifact.topics, model: [1, 2, 3] });
  expect(acts.map(({ model, ...rest }) => ({ ...rest, model: [...model] }))).toEqual([
    { language: 'es', base: 'c', model: [4, 5] },
  ]);
});

test.each([
  ['cut short', (bytes: Uint8Array) => bytes.subarray(0, -1)],
  ['with more than it tells of', (bytes: Uint8Array) => Buffer.concat([bytes, Buffer.from([0])])],
  ['of nothing', () => new Uint8Array()],
  ['of another form', () => Buffer.from('\u0004\0\0\0null')],
])('a model %s is refused', (_what, change) => {
  expect(() => decodeArtifact(change(encodeArtifact(artifact)))).toThrow();
});

test('about one chat in five is measured on, the same ones always', () => {
  const groups = Array.from({ length: 1_000 }, (_, index) => ({ group: `chat-${index}` }));
  const heldOut = groups.filter(isHeldOut);
  expect(heldOut.length).toBeGreaterThan(150);
  expect(heldOut.length).toBeLessThan(250);
  expect(groups.filter(isHeldOut)).toEqual(heldOut);
});

test('a line without words is none', () => {
  const target = { head: 'topic', workflow: null };
  expect(learnLineSchema.safeParse({ text: ' ', language: 'en', group: 'a', target }).success).toBe(false);
});

const line = (wasRight: boolean, isRight: boolean, isContradicted = false) =>
  ({ head: 'topic', set: 'labels', name: 'a', language: null, wasRight, isRight, isContradicted }) as const;
const many = (count: number, one: ReturnType<typeof line>) => Array.from({ length: count }, () => one);

test.each([
  ['one line lost is chance', [...many(99, line(true, true)), line(true, false)], false],
  [
    'as many won as lost is no loss',
    [...many(80, line(true, true)), ...many(9, line(true, false)), ...many(9, line(false, true))],
    false,
  ],
  ['ten of a hundred are more than the error', [...many(90, line(true, true)), ...many(10, line(true, false))], true],
  ['few contradictions are slips', [...many(9, line(false, true)), ...many(2, line(false, false, true))], false],
  ['half of the labels contradicted', [...many(3, line(false, true)), ...many(3, line(false, false, true))], true],
])('%s', (_what, lines, isRefused) => {
  expect(objections(compareLines(lines)).length > 0).toBe(isRefused);
});
