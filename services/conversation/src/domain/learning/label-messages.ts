import type { Audit } from '@acebuddy/audit';
import { AppError, type labelledSchema, type labelMessagesInputSchema } from '@acebuddy/contracts';
import { outlineOf } from '@acebuddy/workflows';
import type { z } from 'zod';
import type { Conversations } from '../conversations.ts';
import { chosenOf, findMessage, type LabelledMessage, questionOf, targetOf, textOf } from './labelled-message.ts';
import { type Labels, placeName } from './labels.ts';

export interface LabelDeps {
  readonly conversations: Pick<Conversations, 'load' | 'turnsBefore'>;
  readonly labels: Labels;
  readonly audit: Pick<Audit, 'record'>;
  /** Ids of all workflows. */
  readonly workflows: ReadonlySet<string>;
  readonly now: () => Date;
}

type Input = z.output<typeof labelMessagesInputSchema>;

/** Labels messages, or takes their labels away; each for itself. Nothing of a message goes to the audit trail but its place. */
export async function labelMessages(deps: LabelDeps, input: Input): Promise<z.output<typeof labelledSchema>> {
  const failed: z.output<typeof labelledSchema>['failed'] = [];
  for (const message of input.messages)
    try {
      const said = await labelOne(deps, message, input);
      await deps.audit.record({
        kind: 'message_labelled',
        subject: message.conversationId,
        actor: input.actor,
        details: { seq: message.seq, ...said },
      });
    } catch (error) {
      if (!(error instanceof AppError) || (error.code !== 'UNPROCESSABLE' && error.code !== 'NOT_FOUND')) throw error;
      failed.push({ ...message, reason: error.message });
    }
  return { done: input.messages.length - failed.length, failed };
}

type Said = Readonly<Record<string, string | null>>;

async function labelOne(
  { conversations, labels, workflows, now }: LabelDeps,
  message: Input['messages'][number],
  { label, actor }: Input,
): Promise<Said> {
  if (label === null) {
    if (!(await labels.remove(message))) throw new AppError('NOT_FOUND', `${placeName(message)} has no label.`);
    return { label: null };
  }
  const found = await findMessage(conversations, message);
  if (found === null) throw new AppError('NOT_FOUND', 'This message is there no more.');
  const [question, chosen] = [questionOf(found), chosenOf(found.turn)];
  const target = targetOf(label, { question, chosen }, workflows);
  const text = textOf(found).trim();
  if (text === '') throw new AppError('UNPROCESSABLE', 'Nothing is left of this message that could be learned.');
  const language = outlineOf(found.record.engine)?.language ?? null;
  const labelled: LabelledMessage = {
    text: text.slice(0, charsMax),
    language,
    question,
    chosen,
    label,
    target,
    by: actor ?? null,
  };
  const { visitor, addresses } = found.record;
  const known = visitor.email === undefined ? addresses : [visitor.email, ...addresses];
  await labels.put(message, labelled, known, now().toISOString());
  return { label: label.kind, head: target.head, name: target.head === 'topic' ? target.workflow : target.act };
}

/** As much of a message as detection reads. */
const charsMax = 5_000;
