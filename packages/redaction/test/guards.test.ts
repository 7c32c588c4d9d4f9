import fc from 'fast-check';
import { expect, test } from 'vitest';
import { detectors } from '../src/detectors.ts';
import { plainTyping } from '../src/plain-typing.ts';
import { readCorpus } from './corpus.ts';

const found = (text: string) =>
  detectors.filter(({ find, mayFind }) => !mayFind.test(text) && find(text).length > 0).map(({ mayFind }) => mayFind);

test('a detector that is passed over would have found nothing in any line of the corpus', () => {
  for (const { text } of readCorpus()) expect(found(plainTyping(text)), text).toEqual([]);
});

test('nor in parts of its lines put together anew', () => {
  const words = [...new Set(readCorpus().flatMap(({ text }) => plainTyping(text).split(/(?<=\s)|(?=[:=/"'(])/)))];
  const line = fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 12 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(line, (text) => {
      expect(found(text)).toEqual([]);
    }),
    { numRuns: 5_000 },
  );
});

test('most ordinary messages pass nearly all detectors over', () => {
  const texts = ['My printer is offline since this morning', 'why do you need that?', 'yes, please create a ticket'];
  for (const text of texts) expect(detectors.filter(({ mayFind }) => mayFind.test(text)).length).toBeLessThanOrEqual(1);
});
