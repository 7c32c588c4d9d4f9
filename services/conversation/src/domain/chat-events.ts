import type { ChatEvent } from '@acebuddy/contracts';
import { awaitedAfter, awaitedAfterQuestion } from '@acebuddy/redaction';
import { findToldChat } from './find-chat.ts';
import { isOwnWords } from './own-words.ts';
import type { Redact, RedactInLane } from './redact-content.ts';
import { type SystemDeps, type SystemEvent, systemTurn } from './system-turn.ts';

/** News from SalesIQ about who holds the chat and how it ended: the id of the chat; null for one that is none of ours. */
export async function handleChatEvent(
  deps: SystemDeps & { readonly redact: RedactInLane },
  { conversationId: told, eventId, event }: ChatEvent,
): Promise<string | null> {
  const record = await findToldChat(deps.conversations, told);
  if (record === null) return null;
  const conversationId = record.id;
  // While the bot attends, her words come to it as messages; only what she says to an operator is news.
  if (event.kind === 'visitor_replied' && !deps.engine.view(record.engine).attended) return conversationId;
  if (event.kind === 'operator_replied' && isOwnWords(record, event.text)) return conversationId;
  const said = 'text' in event ? event.text : 'feedback' in event ? event.feedback : undefined;
  const redact = await deps.redact(conversationId, [said ?? '']);
  const behind: Redact = (text) => redact(text, { follows: record.awaited });
  const known = await systemTurn(deps, conversationId, {
    eventId,
    ...toSystemEvent(event, event.kind === 'visitor_replied' ? behind : redact),
  });
  return known ? conversationId : null;
}

/** How lines of these events end, or begin (`rated`). */
const lineEnds = {
  joined: ' took the chat',
  missed: 'No operator took the chat',
  completed: 'The chat was ended',
  rated: 'The customer rated the chat ',
} as const;

/** The event that a line of the transcript tells of, as scripts name it; null for other lines. No words of anybody are in it. */
export function eventOfLine(text: string): { operator: 'joined' | 'missed' | 'completed' } | { rated: number } | null {
  if (text === lineEnds.missed) return { operator: 'missed' };
  if (text === lineEnds.completed) return { operator: 'completed' };
  if (text.endsWith(lineEnds.joined)) return { operator: 'joined' };
  const rating = text.startsWith(lineEnds.rated) ? Number.parseInt(text.slice(lineEnds.rated.length), 10) : Number.NaN;
  return Number.isNaN(rating) ? null : { rated: rating };
}

function toSystemEvent(event: ChatEvent['event'], redact: Redact): Omit<SystemEvent, 'eventId'> {
  switch (event.kind) {
    case 'operator_joined':
      return {
        input: { kind: 'operator', event: 'joined' },
        line: system(redact(`${event.operator ?? 'An operator'}${lineEnds.joined}`)),
      };
    case 'operator_replied':
      return {
        input: { kind: 'operator', event: 'joined' },
        line: { role: 'operator', text: redact(event.text) },
        mark: (record) => ({ ...record, awaited: awaitedAfterQuestion(event.text) ?? record.awaited }),
      };
    case 'visitor_replied':
      return {
        input: { kind: 'operator', event: 'talked' },
        line: { role: 'customer', text: redact(event.text) },
        mark: (record) => ({
          ...record,
          heardAt: record.head?.at ?? record.heardAt,
          awaited: awaitedAfter(event.text),
        }),
      };
    case 'missed':
      return { input: { kind: 'operator', event: 'missed' }, line: system(lineEnds.missed) };
    case 'completed':
      return { input: { kind: 'operator', event: 'completed' }, line: system(lineEnds.completed) };
    case 'rated':
      return {
        input: {
          kind: 'rated',
          rating: event.rating ?? null,
          feedback: event.feedback === undefined ? null : redact(event.feedback),
        },
        line: system(redact(ratingText(event))),
      };
  }
}

function ratingText(event: { rating?: number | undefined; feedback?: string | undefined }): string {
  const score = event.rating === undefined ? 'The customer gave feedback' : `${lineEnds.rated}${event.rating}`;
  return event.feedback === undefined ? score : `${score}: ${event.feedback}`;
}

const system = (text: string) => ({ role: 'system', text }) as const;
