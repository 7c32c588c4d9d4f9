import { createRandom } from '@acebuddy/service-kit/random';
import { shuffle } from './shuffle.ts';
import type { SparseRows } from './sparse.ts';

export interface LinearSvmOptions {
  /** Penalty of an error; larger fits the training data closer. */
  readonly cost: number;
  /** Penalty factor of the positive rows, to even out rare classes. */
  readonly positiveWeight: number;
  readonly epochsMax: number;
  /** Stops when no multiplier moved further than this in an epoch. */
  readonly tolerance: number;
  readonly seed: number;
}

/**
 * L2-regularised squared-hinge SVM by dual coordinate descent (Hsieh et al. 2008, "A Dual Coordinate Descent Method for
 * Large-scale Linear SVM", algorithm 1 with random permutation and shrinking). `isPositive[r]` is 1 or 0, or 2 for a row that is left out.
 * Returns the weights; a bias is a constant column of `rows` where wanted.
 */
export function trainLinearSvm(rows: SparseRows, isPositive: Uint8Array, options: LinearSvmOptions): Float32Array {
  const { starts, indices, values } = rows;
  const weights = new Float32Array(rows.columns);
  const alpha = new Float64Array(rows.rows);
  const diagonal = diagonals(rows, isPositive, options);
  const order = Int32Array.from({ length: rows.rows }, (_, row) => row).filter((row) => isPositive[row] !== 2);
  const random = createRandom(options.seed).next;
  let active = order.length;
  let bound = Number.POSITIVE_INFINITY;
  for (let epoch = 0; epoch < options.epochsMax; epoch += 1) {
    shuffle(order.subarray(0, active), random);
    let largest = 0;
    for (let position = 0; position < active; position += 1) {
      const row = order[position] as number;
      const sign = isPositive[row] === 1 ? 1 : -1;
      const from = starts[row] as number;
      const to = starts[row + 1] as number;
      let margin = 0;
      for (let entry = from; entry < to; entry += 1)
        margin += (weights[indices[entry] as number] as number) * (values[entry] as number);
      const held = alpha[row] as number;
      const penalty = 0.5 / (options.cost * (sign > 0 ? options.positiveWeight : 1));
      const gradient = sign * margin - 1 + penalty * held;
      if (held === 0 && gradient > bound) {
        active -= 1;
        order[position] = order[active] as number;
        order[active] = row;
        position -= 1;
        continue;
      }
      const projected = held === 0 ? Math.min(gradient, 0) : gradient;
      largest = Math.max(largest, Math.abs(projected));
      if (Math.abs(projected) < 1e-12) continue;
      const next = Math.max(held - gradient / (diagonal[row] as number), 0);
      alpha[row] = next;
      const step = (next - held) * sign;
      for (let entry = from; entry < to; entry += 1) {
        const column = indices[entry] as number;
        weights[column] = (weights[column] as number) + step * (values[entry] as number);
      }
    }
    bound = largest > 0 ? largest : Number.POSITIVE_INFINITY;
    if (largest < options.tolerance) {
      if (active === order.length) break;
      // Everything that was set aside gets one more look.
      active = order.length;
      bound = Number.POSITIVE_INFINITY;
    }
  }
  return weights;
}

function diagonals(rows: SparseRows, isPositive: Uint8Array, options: LinearSvmOptions): Float64Array {
  const result = new Float64Array(rows.rows);
  for (let row = 0; row < rows.rows; row += 1) {
    let sum = 0.5 / (options.cost * (isPositive[row] === 1 ? options.positiveWeight : 1));
    for (let entry = rows.starts[row] as number; entry < (rows.starts[row + 1] as number); entry += 1)
      sum += (rows.values[entry] as number) ** 2;
    result[row] = sum;
  }
  return result;
}
