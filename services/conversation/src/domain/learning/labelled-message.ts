import {
  AppError,
  actorSchema,
  type DoubtRow,
  type Label,
  labelSchema,
  type MessageKey,
  type TurnWhy,
} from '@acebuddy/contracts';
import { type Act, actSchema, type OpenQuestion, openQuestionSchema, questionKindSchema } from '@acebuddy/detection';
import { learnTargetSchema } from '@acebuddy/detection/learn';
import { z } from 'zod';
import type { Conversations } from '../conversations.ts';
import type { ConversationRecord, Turn } from '../record.ts';
import { withoutPerson } from './without-person.ts';

/** What is sealed of a labelled message. The contract files hold it as `label`. */
export const labelledMessageSchema = z.object({
  text: z.string(),
  language: z.string().nullable(),
  /** What was open when it came. */
  question: openQuestionSchema,
  /** What was read then. */
  chosen: z.object({ workflow: z.string().nullable(), act: z.string().nullable() }),
  label: labelSchema,
  /** What is learned of it. */
  target: learnTargetSchema,
  by: actorSchema.nullable(),
});
export type LabelledMessage = z.infer<typeof labelledMessageSchema>;

/** A message of a chat with the turn before it. */
export interface FoundMessage {
  readonly record: ConversationRecord;
  readonly turn: Turn;
  readonly previous: Turn | null;
}

/** Null: the chat or the turn is there no more, or the customer said nothing in it. */
export async function findMessage(
  conversations: Pick<Conversations, 'load' | 'turnsBefore'>,
  { conversationId, seq }: MessageKey,
): Promise<FoundMessage | null> {
  const record = await conversations.load(conversationId);
  if (record === null) return null;
  const turns = await conversations.turnsBefore(record, seq + 1, 2);
  const turn = turns.find((one) => one.seq === seq);
  if (turn === undefined || !turn.lines.some(({ role }) => role === 'customer')) return null;
  return { record, turn, previous: turns.find((one) => one.seq === seq - 1) ?? null };
}

/** What she said in the turn, without secrets and without who she is. */
export function textOf({ record, turn }: FoundMessage): string {
  const said = turn.lines.filter(({ role }) => role === 'customer').map(({ text }) => text);
  return withoutPerson(said.join('\n'), record);
}

/** The question that was open, as the reading of acts takes it. */
export function questionOf({ turn, previous }: FoundMessage): OpenQuestion {
  const { question = null, at = null } = turn.why ?? {};
  const kind = questionKindSchema.safeParse(question?.kind).data ?? 'idle';
  if (kind === 'idle' || question === null) return { kind: 'idle' };
  const { input, suggestions = [] } = previous?.reply ?? {};
  const options = input !== undefined && 'options' in input ? input.options : suggestions;
  return {
    kind,
    ...(question.ask === null ? {} : { ask: question.ask }),
    ...(options.length === 0 ? {} : { options: [...options] }),
    ...(at === null ? {} : { workflow: at.workflow }),
  };
}

/** What the bot took it for: the likeliest topic, and the first act. */
export function chosenOf({ why }: Pick<Turn, 'why'>): LabelledMessage['chosen'] {
  return { workflow: why?.topics[0]?.workflow ?? null, act: why?.acts[0]?.act ?? null };
}

/**
 * What is learned of a label. "Right as it was" confirms the topic where nothing was asked, and the act where something was.
 *
 * @throws AppError `UNPROCESSABLE` for a workflow or an act that there is not, and where nothing was read that could be right
 */
export function targetOf(
  label: Label,
  { question, chosen }: Pick<LabelledMessage, 'question' | 'chosen'>,
  workflows: ReadonlySet<string>,
): LabelledMessage['target'] {
  const topic = (workflow: string | null): LabelledMessage['target'] => {
    if (workflow !== null && !workflows.has(workflow))
      throw new AppError('UNPROCESSABLE', `There is no workflow "${workflow}".`);
    return { head: 'topic', workflow };
  };
  if (label.kind === 'topic') return topic(label.workflow);
  if (label.kind === 'act') return { head: 'act', act: knownAct(label.act), question };
  if (question.kind === 'idle') return topic(chosen.workflow);
  if (chosen.act === null) throw new AppError('UNPROCESSABLE', 'Nothing is kept of what was read: say what it means.');
  return { head: 'act', act: knownAct(chosen.act), question };
}

function knownAct(name: string): Act {
  const { data } = actSchema.safeParse(name);
  if (data === undefined) throw new AppError('UNPROCESSABLE', `There is no act "${name}" that can be learned.`);
  return data;
}

/** As the list shows it. */
export function toRow(
  {
    conversationId,
    seq,
    kind,
    at,
    language,
  }: Pick<DoubtRow, 'conversationId' | 'seq' | 'at' | 'language'> & { kind: string },
  found: FoundMessage,
  label: Label | null,
): DoubtRow {
  const { why = null } = found.turn;
  return {
    conversationId,
    seq,
    kind: kind as DoubtRow['kind'],
    at,
    language,
    text: textOf(found),
    why: why && shownOf(why, found.record),
    label,
  };
}

/** Why, without what tells who she is: values are left out, the question is as the message is. */
function shownOf(why: TurnWhy, record: ConversationRecord): TurnWhy {
  const { question } = why;
  const ask = question?.ask == null ? null : withoutPerson(question.ask, record).slice(0, 80);
  const filled = why.filled.map(({ slot }) => ({ slot, value: '', text: null }));
  return { ...why, question: question && { ...question, ask }, filled };
}
