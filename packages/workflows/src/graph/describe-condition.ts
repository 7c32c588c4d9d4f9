import type { Condition, Test } from '../definition/condition-schema.ts';
import { isList, isNot } from '../flow/conditions.ts';

/** A condition in words. */
export function describeCondition(condition: Condition): string {
  if (isList(condition, 'all')) return condition.all.map(describeCondition).join(' and ');
  if (isList(condition, 'any')) return `(${condition.any.map(describeCondition).join(' or ')})`;
  if (isNot(condition)) return `not ${describeCondition(condition.not)}`;
  return Object.entries(condition as Record<string, Test>)
    .map(([slot, test]) => `${slot} ${describeTest(test)}`)
    .join(' and ');
}

function describeTest(test: Test): string {
  if (typeof test !== 'object') return `is ${String(test)}`;
  if ('known' in test) return test.known ? 'is known' : 'is not known';
  if ('is' in test) return `is ${String(test.is)}`;
  if ('not' in test) return `is not ${String(test.not)}`;
  if ('in' in test) return `is ${test.in.join(' or ')}`;
  if ('not_in' in test) return `is none of ${test.not_in.join(', ')}`;
  if ('within_days' in test) return test.within_days === 0 ? 'is today' : `is within ${test.within_days} days`;
  if ('gt' in test) return `above ${test.gt}`;
  if ('gte' in test) return `at least ${test.gte}`;
  return 'lt' in test ? `below ${test.lt}` : `at most ${test.lte}`;
}
