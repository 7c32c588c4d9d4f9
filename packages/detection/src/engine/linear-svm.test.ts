import { expect, test } from 'vitest';
import { trainLinearSvm } from './linear-svm.ts';
import { createRowBuilder } from './sparse.ts';

const options = { cost: 1, positiveWeight: 1, epochsMax: 200, tolerance: 0.001, seed: 1 };

function rowsOf(data: readonly (readonly number[])[]) {
  const builder = createRowBuilder();
  for (const row of data) {
    row.forEach((value, column) => {
      if (value !== 0) builder.push(column, value);
    });
    builder.endRow();
  }
  return builder.build(data[0]?.length ?? 0);
}

test('the solution is that of the primal problem', () => {
  // One feature, one row each way: w minimises w²/2 + 2 max(0, 1 − w)², so w = 4/5.
  const weights = trainLinearSvm(rowsOf([[1], [-1]]), Uint8Array.from([1, 0]), options);
  expect(weights[0]).toBeCloseTo(0.8, 3);
});

test('separable rows are separated', () => {
  const data = [
    [1, 0, 1],
    [1, 1, 1],
    [0, 0, 1],
    [0, 1, 1],
  ];
  const weights = trainLinearSvm(rowsOf(data), Uint8Array.from([1, 1, 0, 0]), { ...options, cost: 100 });
  const margins = data.map((row) => row.reduce((sum, value, column) => sum + value * (weights[column] ?? 0), 0));
  expect(margins.map((margin) => margin > 0)).toEqual([true, true, false, false]);
});

test('the same seed gives the same weights', () => {
  const rows = rowsOf([
    [1, 0.3],
    [0.2, 1],
    [0.9, 0.8],
  ]);
  const once = trainLinearSvm(rows, Uint8Array.from([1, 0, 1]), options);
  expect(trainLinearSvm(rows, Uint8Array.from([1, 0, 1]), options)).toEqual(once);
});
