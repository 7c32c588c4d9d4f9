import type { DeskFailure, DeskResult } from '../../src/index.ts';

export function unwrap<T>(result: DeskResult<T>): T {
  if (!result.ok) {
    throw new Error(`expected a success, got ${result.failure.code}: ${result.failure.message}`);
  }
  return result.value;
}

export function failureOf(result: DeskResult<unknown>): DeskFailure {
  if (result.ok) {
    throw new Error('expected a failure');
  }
  return result.failure;
}
