import { quoted } from '@acebuddy/contracts';
import type { TicketRequest } from '../engine-types.ts';
import type { Turn } from '../flow/turn.ts';
import { bare } from '../language/normalise.ts';
import { type Circumstance, readCircumstances } from '../slots/read-circumstances.ts';
import type { Run } from '../state/state-schema.ts';
import { beyond } from './told.ts';

/** What she wrote about a request, oldest first: also before anybody knew what it is about. */
export function toldTexts({ state }: Pick<Turn, 'state'>, run: Run): string[] {
  return [...state.untold, run.firstText, ...run.words].reduce<string[]>(
    (texts, text) =>
      text === '' || texts.some((other) => bare(other).includes(bare(text)))
        ? texts
        : [...texts.filter((other) => !bare(text).includes(bare(other))), text],
    [],
  );
}

/** Her own words for the ticket: all that says more than the collected values do. */
export function wordsLines(turn: Turn, run: Run, collected: TicketRequest['collected']): string[] {
  const { team } = turn;
  const { name, email, phone } = turn.state.profile;
  const [first, ...then] = toldTexts(turn, run);
  if (first === undefined) return [];
  const values = [...collected.map(({ value }) => value), ...[name, email, phone].filter((value) => value !== null)];
  return [
    team('team.ticket.words'),
    team('team.ticket.first_message', { text: quoted(first) }),
    ...beyond(then, values).map((text) => team('team.ticket.then_message', { text: quoted(text) })),
  ];
}

/** Longer values that the words have whole are not shown a second time. */
export const quotes = (turn: Pick<Turn, 'state'>, run: Run, value: string): boolean =>
  value.length > valueCharsMax && toldTexts(turn, run).includes(value);

const valueCharsMax = 40;

/** What she says besides the problem. A call that was agreed is the answer to how she wants to be reached. */
export function circumstancesOf(turn: Turn, run: Run): readonly Circumstance[] {
  const all = readCircumstances(toldTexts(turn, run), turn.language);
  const isCall = (run.slots.callback_time?.v ?? null) !== null;
  return isCall ? all.filter(({ kind }) => kind !== 'reach') : all;
}

/** The same as lines of the ticket. */
export function circumstanceLines({ team }: Pick<Turn, 'team'>, circumstances: readonly Circumstance[]): string[] {
  return circumstances.map((one) => {
    const text = quoted(one.clause);
    return one.kind === 'reach'
      ? team('team.ticket.reach', { way: one.way === 'phone' ? 'other' : one.way, text })
      : team(`team.ticket.${one.kind}`, { text });
  });
}

/** Whether it presses, as far as she said so. */
export const isUrgent = (circumstances: readonly Circumstance[]): boolean =>
  circumstances.some(({ kind }) => kind === 'urgent');

const above: Record<TicketRequest['priority'], TicketRequest['priority']> = {
  Low: 'Medium',
  Medium: 'High',
  High: 'High',
};

/** One step more for what presses. */
export function raised(
  priority: TicketRequest['priority'],
  circumstances: readonly Circumstance[],
): TicketRequest['priority'] {
  return isUrgent(circumstances) ? above[priority] : priority;
}
