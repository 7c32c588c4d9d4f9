import { expect, test } from 'vitest';
import { auroc, macroF1, reliability } from './metrics.ts';

test('AUROC counts the pairs in the right order, ties half', () => {
  expect(auroc([3, 2], [1, 0])).toBe(1);
  expect(auroc([0, 1], [2, 3])).toBe(0);
  expect(auroc([1, 1], [1, 1])).toBe(0.5);
  expect(auroc([2, 1], [1, 0])).toBe(0.875);
});

test('macro-F1 weighs every label the same', () => {
  expect(macroF1(['a', 'a', 'a', 'b'], ['a', 'a', 'a', 'a'])).toBeCloseTo(6 / 7 / 2);
});

test('calibration error is the gap between confidence and accuracy', () => {
  const points = [true, true, true, false].map((isRight) => ({ confidence: 0.95, isRight }));
  expect(reliability(points).error).toBeCloseTo(0.2);
});
