import { DateTime } from 'luxon';
import { slotContext, type Turn } from '../flow/turn.ts';
import { says } from '../language/sayings.ts';
import { language } from '../language/words.ts';
import { findMoment } from '../slots/find-moment.ts';

/** So near is a day by which something has to be done that it cannot wait its turn. */
const nearHours = 36;

/** It cannot wait: in so many words, or because of a time by which it has to be done. */
export function isUrgent(turn: Turn, text: string): boolean {
  const words = language(turn);
  if (saysNoRush(turn, text)) return false;
  if (words.names('urgent', text) || words.names('hurry', text)) return true;
  if (says('presses_now', text, turn.language)) return true;
  return namesDeadline(turn, text) && namesNearMoment(turn, text);
}

/** It can wait after all. */
export const saysNoRush = (turn: Turn, text: string): boolean =>
  language(turn).names('not_urgent', text) || says('no_rush', text, turn.language);

/** "Is it marked as urgent?" presses nothing. */
export const asksUrgent = (turn: Turn, clause: string): boolean => says('asks_urgent', clause, turn.language);

/** Something has to be done by a time; when she can be reached is none. */
export function namesDeadline(turn: Turn, said: string): boolean {
  const words = language(turn);
  const text = withoutNumbered(turn, said);
  return words.names('deadline', text) && !words.names('reachable', text);
}

/** "Please be quick" and nothing else. */
export function onlyUrges(turn: Turn, text: string): boolean {
  const words = language(turn);
  return words.isOnly('urging', text) && (words.names('urgent', text) || words.names('hurry', text));
}

/** It names a day or time that is near. */
export function namesNearMoment(turn: Turn, text: string): boolean {
  const found = findMoment(withoutNumbered(turn, text), slotContext(turn));
  if (found === null || !(found.timeKnown || found.dayKnown)) return false;
  const hours = found.at.diff(DateTime.fromISO(turn.context.now), 'hours').hours;
  return found.bound !== 'after' && hours < nearHours && hours > -24;
}

/** "The one in room 12, by the way" names no hour and nothing to be done by it. */
export function withoutNumbered(turn: Turn, text: string): string {
  const words = language(turn);
  const tokens = text.split(/(\s+)/);
  const isNumber = (at: number) =>
    /^#?\d+\D?$/.test(tokens[at] ?? '') && words.isOnly('numbered', tokens[at - 2] ?? '-');
  return tokens
    .filter((_, at) => !isNumber(at))
    .join('')
    .replace(words.asides, ' ');
}
