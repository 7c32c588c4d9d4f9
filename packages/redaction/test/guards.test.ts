import fc from 'fast-check';
import { expect, test } from 'vitest';
import { detectors } from '../src/detectors.ts';
import { plainText } from '../src/plain-text.ts';
import { readCorpus } from './corpus.ts';
import { freshLines, sets } from './fresh.ts';

const lines = [...readCorpus(), ...sets.flatMap((set) => Object.values(freshLines(set)).flat())].map(
  ({ text }) => plainText(text).text,
);
/** What detectors find in a text that they are passed over for. */
const missed = (text: string) =>
  detectors.flatMap(({ find, mayFind }, rank) =>
    mayFind.test(text) ? [] : find(text).map(({ start, end }) => `${rank}: ${text.slice(start, end)}`),
  );

test('a detector that is passed over would have found nothing in any line of the corpus or the fresh ones', () => {
  for (const text of lines) expect(missed(text), text).toEqual([]);
});

/** Names that stand in the detectors and directly before a number: no line of the corpus need have them alone. */
const bankNames =
  'sort|sort code|bsb|BSB|aba|rtn|transit|routing|bank|bank details|acc|a/c|accts|clabe|kontonr.|cuenta|compte|conto|saving|rekeningnummer';
const joints = ['', ' ', ': ', '=', ' # ', '. '];

test('nor where a bank, an account or a code is named and its number follows', () => {
  for (const name of bankNames.split('|'))
    for (const joint of joints)
      for (const number of ['334912', '33-49-12', '021000021', '12345678', '123456 789012'])
        for (const text of [`${name}${joint}${number}`, `_${name}${joint}${number} savings`])
          expect(missed(text), text).toEqual([]);
});

test('nor in parts of its lines put together anew', () => {
  const words = [...new Set(lines.flatMap((text) => text.split(/(?<=\s)|(?=[:=/"'(])/)))];
  const line = fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 12 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(line, (text) => {
      expect(missed(text)).toEqual([]);
    }),
    { numRuns: Number(process.env.GUARD_RUNS ?? 5_000) },
  );
});

test('most ordinary messages pass nearly all detectors over', () => {
  const texts = ['My printer is offline since this morning', 'why do you need that?', 'yes, please create a ticket'];
  for (const text of texts) expect(detectors.filter(({ mayFind }) => mayFind.test(text)).length).toBeLessThanOrEqual(1);
});
