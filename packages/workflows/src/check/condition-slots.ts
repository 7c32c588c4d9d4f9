import type { Condition, Test } from '../definition/condition-schema.ts';
import { isList, isNot } from '../flow/conditions.ts';

/** Every single test of a condition, with the name it is about. */
export function testsOf(condition: Condition): { readonly name: string; readonly test: Test }[] {
  if (isList(condition, 'all')) return condition.all.flatMap(testsOf);
  if (isList(condition, 'any')) return condition.any.flatMap(testsOf);
  if (isNot(condition)) return testsOf(condition.not);
  return Object.entries(condition as Record<string, Test>).map(([name, test]) => ({ name, test }));
}

/** The values that a test compares with. */
export function valuesOf(test: Test): (string | number | boolean)[] {
  if (typeof test !== 'object') return [test];
  if ('is' in test) return [test.is];
  if ('not' in test) return [test.not];
  if ('in' in test) return test.in;
  if ('not_in' in test) return test.not_in;
  return [];
}
