import type { Outline } from '@acebuddy/workflows';
import type { ConversationRecord, PendingWork, Work } from '../record.ts';
import type { Draft } from './sheet.ts';

/** What one commit changes, and the facts as they are so far. */
export interface Change {
  readonly facts: Draft;
  readonly before: ConversationRecord;
  readonly after: ConversationRecord;
  /** Of the engine's state after and before it; null where it cannot be read. */
  readonly outline: Outline | null;
  readonly earlier: Outline | null;
  /** ISO instant of the commit. */
  readonly now: string;
  /** When what begins with this commit began, minutes since 1970. */
  readonly minute: number;
  /** The commit brings a turn that is not counted yet. */
  readonly isNewTurn: boolean;
}

/** What a fact of this run counts under. */
export function dimsOf(
  change: Change,
  runId: string | null,
): { readonly workflow: string | null; readonly language: string | null; readonly priority: string | null } {
  const { facts, after } = change;
  const run = runId === null ? null : facts.get('run', runId);
  if (run !== null) return { workflow: run.workflow, language: run.language, priority: run.priority };
  const workflow = after.runs.find((known) => known.runId === runId)?.workflow ?? null;
  return { workflow, language: change.outline?.language ?? null, priority: null };
}

/** The run in progress, else the last one. */
export const currentRunOf = ({ outline, after }: Pick<Change, 'outline' | 'after'>): string | null =>
  outline?.run?.id ?? after.runs.at(-1)?.runId ?? null;

/** The piece of work that makes the run's ticket, while it is in the outbox. */
export function ticketWorkOf(
  { outbox }: ConversationRecord,
  runId: string,
): { readonly item: PendingWork; readonly ticket: Partial<Extract<Work, { kind: 'createTicket' }>['ticket']> } | null {
  const item = outbox.find(({ work }) => work.kind === 'createTicket' && work.runId === runId);
  // As any release may have left it: every value of it may be missing.
  return item?.work.kind === 'createTicket' ? { item, ticket: item.work.ticket ?? {} } : null;
}
