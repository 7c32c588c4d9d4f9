import { expect, test } from 'vitest';
import { createClassifier } from './classifier.ts';
import { genericOptions } from './engine-options.ts';
import { decodeModel, encodeModel } from './model-file.ts';
import { plainDocument } from './plain-document.ts';
import { trainClassifier } from './train-classifier.ts';

const model = trainClassifier({
  documents: [
    ['the printer is offline', 'print'],
    ['printer out of paper', 'print'],
    ['forgot my password', 'password'],
    ['reset the password please', 'password'],
  ].map(([text = '', label = '']) => ({ ...plainDocument(text), label })),
  options: { ...genericOptions, vectorWeight: 0 },
  vectors: null,
  sharpness: 3,
});

test('a model comes back from its bytes with the same answers', () => {
  const document = plainDocument('my password is gone');
  const back = createClassifier(decodeModel(encodeModel(model)), null);
  expect(back.rank(document)).toEqual(createClassifier(model, null).rank(document));
  expect(back.best(document).label).toBe('password');
});

test('bytes that are cut short are refused', () => {
  const bytes = encodeModel(model);
  expect(() => decodeModel(bytes.subarray(0, bytes.length / 2))).toThrow();
});
