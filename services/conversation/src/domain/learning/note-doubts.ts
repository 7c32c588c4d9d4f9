import type { DoubtKind } from '@acebuddy/contracts';
import { toFact } from '@acebuddy/metrics';
import { outlineOf } from '@acebuddy/workflows';
import type { NewDoubt } from '../../learning-ports.ts';
import type { FactSheet } from '../facts/sheet.ts';
import type { ConversationRecord, ReadIn } from '../record.ts';

/** A commit's part in the list of messages that were not understood. */
export interface NotedDoubts {
  readonly readIn: ReadIn | undefined;
  readonly doubts: readonly NewDoubt[];
}

/** Commands of the table of precedence that tell how a message was understood, or an earlier one. */
const commandsOf: Readonly<Record<'none' | 'unsure' | 'corrected', readonly string[]>> = {
  none: ['miss', 'unreadable'],
  unsure: ['ask_which', 'ask_meant'],
  corrected: ['correct', 'correct_ticket'],
};

const hasDone = (why: Head['why'], kind: keyof typeof commandsOf): boolean =>
  why?.rows.some(({ commands }) => commands.some((command) => commandsOf[kind].includes(command))) === true;

/**
 * Which messages a new turn shows not to have been understood: its own, or the earlier one that was misread. Pure.
 *
 * @param sheet the chat's facts after the commit: whether a run was left for another one is decided there
 */
export function noteDoubts(
  before: ConversationRecord,
  after: ConversationRecord,
  sheet: Pick<FactSheet, 'rows'> | undefined,
): NotedDoubts {
  const { head, readIn } = after;
  const outline = outlineOf(after.engine);
  const isNewTurn = head !== null && head.seq > before.lastSeq;
  if (!isNewTurn || outline === null) return { readIn, doubts: [] };
  const earlier = before.version === 0 ? null : outlineOf(before.engine);
  const isHers = head.lines.some(({ role }) => role === 'customer');
  const isAnswered = isHers && head.reply !== null && head.reply.action !== 'silent';
  const found = new Map<number, DoubtKind>();
  if (isAnswered) {
    const own = ownDoubt(outline, earlier, head.why);
    if (own !== null) found.set(head.seq, own);
    for (const seq of correctedIn(head.why, readIn)) if (seq !== head.seq) found.set(seq, 'corrected');
    if (readIn?.run != null && readIn.run.seq !== head.seq && isLeft(readIn.run.id, before, sheet))
      found.set(readIn.run.seq, 'switched');
  }
  const { language } = outline;
  return {
    readIn: isAnswered ? readInAfter(readIn, head, outline.run?.id ?? null) : readIn,
    doubts: [...found].map(([seq, kind]) => ({ conversationId: after.id, seq, kind, language, at: head.at })),
  };
}

type Outline = NonNullable<ReturnType<typeof outlineOf>>;
type Head = NonNullable<ConversationRecord['head']>;

function ownDoubt(outline: Outline, earlier: Outline | null, why: Head['why']): DoubtKind | null {
  if (outline.pending?.kind === 'ways' && earlier?.pending?.kind !== 'ways') return 'people';
  if (outline.pending?.kind === 'which' || hasDone(why, 'unsure')) return 'unsure';
  return outline.misses > (earlier?.misses ?? 0) || hasDone(why, 'none') ? 'none' : null;
}

function correctedIn(why: Head['why'], readIn: ReadIn | undefined): number[] {
  if (why === undefined || !hasDone(why, 'corrected')) return [];
  return [...why.filled.map(({ slot }) => slot), ...why.cleared].flatMap((slot) => readIn?.slots[slot] ?? []);
}

/** The run was open, and with this commit she left it for another one. */
function isLeft(id: string, before: ConversationRecord, sheet: Pick<FactSheet, 'rows'> | undefined): boolean {
  const isReplaced = (rows: FactSheet['rows'] | undefined) =>
    rows?.map(toFact).some((fact) => fact?.kind === 'run' && fact.id === id && fact.outcome === 'replaced') === true;
  return isReplaced(sheet?.rows) && !isReplaced(before.facts?.rows);
}

/** Which turn began the run, and which one filled a slot from its words. */
function readInAfter(readIn: ReadIn | undefined, { seq, why }: Head, run: string | null): ReadIn {
  const isSame = readIn?.run?.id === run;
  const said = why?.filled.filter(({ text }) => text !== null).map(({ slot }) => [slot, seq] as const) ?? [];
  return {
    run: isSame ? (readIn?.run ?? null) : run === null ? null : { id: run, seq },
    slots: { ...(isSame ? readIn?.slots : {}), ...Object.fromEntries(said) },
  };
}
