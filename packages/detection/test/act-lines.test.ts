import { describe, expect, test } from 'vitest';
import { parseActLines, readActLines, readDevelopmentLines } from '../src/acts/act-lines.ts';
import { actsFolder } from '../src/acts/act-model-source.ts';
import { unseenActLines } from '../src/acts/act-score.ts';
import { acts, questionKinds } from '../src/acts/acts.ts';
import { findNearLines } from '../src/acts/near-duplicates.ts';
import { actLanguages } from '../src/acts/reader.ts';

/** Most Spanish lines are the short replies that everybody uses, under several questions; the development lines meet more of them. */
const shares = {
  en: { several: 1 / 6, lookalike: 1 / 10, near: 1 / 10 },
  es: { several: 0.04, lookalike: 0.02, near: 0.25 },
};
const sharesOf = (language: string) => (language === 'es' ? shares.es : shares.en);

describe.each(actLanguages())('the lines of %s', (language) => {
  const folder = new URL(`${language}/`, actsFolder);
  const lines = readActLines(folder);

  test('every act and every kind of question is there, many lines with several acts and look-alikes', () => {
    expect(acts.filter((act) => lines.filter((line) => line.act === act).length < 25)).toEqual([]);
    expect(questionKinds.filter((kind) => lines.filter((line) => line.question.kind === kind).length < 100)).toEqual(
      [],
    );
    const { several, lookalike } = sharesOf(language);
    expect(lines.filter((line) => line.also.length > 0).length).toBeGreaterThan(lines.length * several);
    expect(lines.filter((line) => line.lookalike).length).toBeGreaterThan(lines.length * lookalike);
  });

  // Compares every line with every other.
  test('few development lines come near a training line, and none of them is measured on', () => {
    const development = readDevelopmentLines(folder);
    expect(findNearLines(development, lines).length).toBeLessThan(development.length * sharesOf(language).near);
    expect(findNearLines(unseenActLines(language), lines)).toEqual([]);
  }, 60_000);
});

test('a line that is not of the form is named', () => {
  expect(() => parseActLines('{"text":"a","question":{"kind":"idle"},"act":"greet"}\n{"text":"b"}', 'x.jsonl')).toThrow(
    'x.jsonl line 2',
  );
});

test('near-duplicates are found where the same kind of question is open, and only there', () => {
  const [known, same, otherKind, other] = parseActLines(
    [
      { text: 'the old cable is broken', question: { kind: 'text' }, act: 'answer' },
      { text: 'The old cables is broken!', question: { kind: 'text' }, act: 'answer' },
      { text: 'The old cables is broken!', question: { kind: 'idle' }, act: 'request' },
      { text: 'I cannot read the label', question: { kind: 'text' }, act: 'cannot' },
    ]
      .map((line) => JSON.stringify(line))
      .join('\n'),
    'x',
  );
  if (!known || !same || !otherKind || !other) throw new Error('four lines');
  expect(findNearLines([same, otherKind, other], [known]).map((one) => one.line)).toEqual([same]);
});
