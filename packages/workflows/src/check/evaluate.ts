import type { Condition, Test } from '../definition/condition-schema.ts';
import { isList, isNot } from '../flow/conditions.ts';

/** A name that is left out or undefined is not known. */
export type Values = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** A condition over assumed values; dates are written `@` and their distance in days. */
export function evaluate(condition: Condition, values: Values): boolean {
  if (isList(condition, 'all')) return condition.all.every((inner) => evaluate(inner, values));
  if (isList(condition, 'any')) return condition.any.some((inner) => evaluate(inner, values));
  if (isNot(condition)) return !evaluate(condition.not, values);
  return Object.entries(condition as Record<string, Test>).every(([name, test]) => passes(test, values[name] ?? null));
}

function passes(test: Test, value: string | number | boolean | null): boolean {
  if (typeof test !== 'object') return value === test;
  if ('known' in test) return (value !== null) === test.known;
  if ('is' in test) return value === test.is;
  if ('not' in test) return value !== test.not;
  if ('in' in test) return value !== null && test.in.includes(value);
  if ('not_in' in test) return value === null || !test.not_in.includes(value);
  if ('within_days' in test)
    return typeof value === 'string' && value.startsWith('@') && Number(value.slice(1)) <= test.within_days;
  if (typeof value !== 'number') return false;
  if ('gt' in test) return value > test.gt;
  if ('gte' in test) return value >= test.gte;
  if ('lt' in test) return value < test.lt;
  return value <= test.lte;
}
