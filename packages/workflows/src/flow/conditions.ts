import { DateTime } from 'luxon';
import type { Condition, Test } from '../definition/condition-schema.ts';
import type { Answer, Run } from '../state/state-schema.ts';
import { isOpen } from './business-hours.ts';
import { proofOf } from './proof.ts';
import { answerOf, type Turn } from './turn.ts';

type Facts = Pick<Turn, 'state' | 'context' | 'library' | 'words'>;

/** Whether a condition holds for a run, now. */
export function holds(condition: Condition, run: Run, turn: Facts): boolean {
  if (isList(condition, 'all')) return condition.all.every((inner) => holds(inner, run, turn));
  if (isList(condition, 'any')) return condition.any.some((inner) => holds(inner, run, turn));
  if (isNot(condition)) return !holds(condition.not, run, turn);
  return Object.entries(condition as Record<string, Test>).every(([name, test]) =>
    passes(test, name.includes('.') ? factOf(name, run, turn) : answerOf(turn, run, name), turn),
  );
}

export function isList<K extends 'all' | 'any'>(
  condition: Condition,
  key: K,
): condition is Condition & Record<K, readonly Condition[]> {
  return Array.isArray((condition as Record<string, unknown>)[key]);
}

export function isNot(condition: Condition): condition is { readonly not: Condition } {
  const inner = (condition as Record<string, unknown>).not;
  return typeof inner === 'object' && inner !== null && Object.keys(condition).length === 1;
}

function passes(test: Test, answer: Answer | undefined, turn: Facts): boolean {
  const value = answer?.v ?? null;
  if (typeof test !== 'object') return value === test;
  if ('known' in test) return (value !== null) === test.known;
  if ('is' in test) return value === test.is;
  if ('not' in test) return value !== test.not;
  if ('in' in test) return value !== null && test.in.includes(value);
  if ('not_in' in test) return value === null || !test.not_in.includes(value);
  if ('within_days' in test) return typeof value === 'string' && daysAway(value, turn) <= test.within_days;
  if (typeof value !== 'number') return false;
  if ('gt' in test) return value > test.gt;
  if ('gte' in test) return value >= test.gte;
  if ('lt' in test) return value < test.lt;
  return value <= test.lte;
}

/** Days from today, in the customer's zone; today is 0, the past negative. */
function daysAway(value: string, { context }: Facts): number {
  const zone = context.visitor.timeZone ?? context.settings.businessHours.timeZone;
  const today = DateTime.fromISO(context.now, { zone }).startOf('day');
  return Math.floor(DateTime.fromISO(value, { zone }).startOf('day').diff(today, 'days').days);
}

/** Facts of the chat that files may ask for. Being the point of contact counts only for somebody who proved who she is. */
function factOf(name: string, run: Run, turn: Facts): Answer {
  const { context } = turn;
  const { known } = context;
  const proof = proofOf(turn, run);
  const verified = proof === 'verified';
  const values: Record<string, boolean | number | string> = {
    'customer.known': known !== null,
    'customer.proof': proof,
    'customer.verified': verified,
    'customer.poc': verified && known?.isPoc === true,
    'customer.poc_known': known !== null && (known.isPoc || known.poc !== undefined),
    'request.for_other': run.beneficiary !== null,
    'steps.failed': run.failed,
    'hours.open': isOpen(context.settings.businessHours, context.now),
  };
  const value = values[name] ?? false;
  return { v: value, t: String(value) };
}
