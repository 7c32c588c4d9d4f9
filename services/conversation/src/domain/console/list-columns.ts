import { type Fact, toFact } from '@acebuddy/metrics';
import { outlineOf } from '@acebuddy/workflows';
import { type ListColumns, onlyOpened } from '../../ports.ts';
import { needsPerson } from '../outbox.ts';
import type { ConversationRecord } from '../record.ts';

/** As many stars, or fewer, are a bad rating. */
export const unhappyStarsMax = 2;

/** What a conversation is listed by. One function for what is written, shown and taken in, so that the three never differ. */
export function listColumns(record: ConversationRecord): ListColumns {
  const outline = outlineOf(record.engine);
  const run = lastFact(record, 'run');
  const rating = lastFact(record, 'rating');
  return {
    state: isOnlyOpened(record) ? onlyOpened : record.state,
    workflow: record.workflow,
    outcome: run?.outcome ?? null,
    proof: outline?.identity?.proof ?? null,
    language: run?.language ?? lastFact(record, 'chat')?.language ?? null,
    rating: rating?.stars ?? null,
    personSince: waitingSince(record, outline) ?? leftAloneSince(record, run?.person ?? null),
    lateSince: oldest(lateTickets(record)),
    unhappyAt: rating !== null && rating.stars <= unhappyStarsMax ? instantOf(rating.at) : null,
    deadSince: oldest(record.outbox.filter(needsPerson).map(({ createdAt }) => createdAt)),
    began: record.createdAt,
  };
}

/** Greeted, and not a word of hers: SalesIQ opens many a chat under another key than the one it is led under. */
function isOnlyOpened(record: ConversationRecord): boolean {
  const isUntold = (lastFact(record, 'chat')?.messages ?? 0) === 0;
  return record.state === 'new' && isUntold && record.runs.length === 0 && lastFact(record, 'run') === null;
}

/** The same for what is written: a state that cannot be read must not cost a message. */
export function writtenColumns(record: ConversationRecord): ListColumns {
  try {
    return listColumns(record);
  } catch {
    return { ...bare, state: record.state, workflow: record.workflow, began: record.createdAt };
  }
}

const bare = {
  outcome: null,
  proof: null,
  language: null,
  rating: null,
  personSince: null,
  lateSince: null,
  unhappyAt: null,
  deadSince: null,
} as const;

/** Since when she waits for a person who was asked to come; null: for nobody. */
export function waitingSince(record: ConversationRecord, outline = outlineOf(record.engine)): string | null {
  if (outline === null || outline.holder !== 'person' || outline.handedOver?.joined === true) return null;
  return outline.handedOver?.at ?? record.updatedAt;
}

/** Who has the chat. `attended`: what the engine says of a state that has no outline. */
export function holderOf(record: ConversationRecord, attended: () => boolean): 'bot' | 'waiting' | 'person' | 'nobody' {
  if (record.state === 'closed') return 'nobody';
  const outline = outlineOf(record.engine);
  if (waitingSince(record, outline) !== null) return 'waiting';
  return (outline === null ? attended() : outline.holder === 'person') ? 'person' : 'bot';
}

/** Nobody came, and nobody has looked after it since, in the chat or on its ticket: her last words are what waits. */
function leftAloneSince(record: ConversationRecord, person: string | null): string | null {
  if (person !== 'nobody' || record.state === 'closed') return null;
  const since = record.heardAt ?? record.updatedAt;
  const run = record.runs.at(-1);
  const isAnswered = run?.closed === true || (run?.lastAnswer != null && run.lastAnswer.at >= since);
  return isAnswered ? null : since;
}

/** When tickets were promised that are still to be made. */
function lateTickets({ runs, outbox }: ConversationRecord): string[] {
  const isToMake = (runId: string) => outbox.some(({ work }) => work.kind === 'createTicket' && work.runId === runId);
  return runs.filter(({ ticket, runId }) => ticket === null && isToMake(runId)).map(({ openedAt }) => openedAt);
}

/** How a run ended, as the figures count it; null: its fact is kept apart by now. */
export function outcomeOfRun({ facts }: ConversationRecord, runId: string): string | null {
  for (const row of facts?.rows ?? []) {
    const fact = row[0] === 'run' ? toFact(row) : null;
    if (fact?.kind === 'run' && fact.id === runId) return fact.outcome;
  }
  return null;
}

/** The newest fact of the kind; a wrong guess that was taken back is no run. */
function lastFact<K extends Fact['kind']>({ facts }: ConversationRecord, kind: K): Extract<Fact, { kind: K }> | null {
  for (const row of facts?.rows.toReversed() ?? []) {
    const fact = row[0] === kind ? toFact(row) : null;
    if (fact !== null && !(fact.kind === 'run' && fact.outcome === 'replaced'))
      return fact as Extract<Fact, { kind: K }>;
  }
  return null;
}

const oldest = (instants: readonly string[]): string | null => instants.toSorted()[0] ?? null;
const instantOf = (minute: number): string => new Date(minute * 60_000).toISOString();
