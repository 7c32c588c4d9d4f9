import { callbackWindowMs } from '../client/salesiq-client.ts';
import { toMessageText } from '../loose-values.ts';
import { previewPrefix } from '../session-key.ts';
import { zobotResponseSchema } from '../zobot-response.ts';
import { applyResponse } from './apply-response.ts';
import type { SalesiqPortal } from './portal.ts';
import type { SimulatedConversation, SimulatedTurn } from './portal-types.ts';
import { type RestError, restErrors } from './rest-errors.ts';

export type RestAction = (
  params: { readonly id: string },
  body: Record<string, unknown>,
) => RestError | { readonly data?: unknown };

export function createRestActions(portal: SalesiqPortal, options: { readonly messagesWhileBotAttends: boolean }) {
  return {
    message: ({ id }, body) => {
      const found = openConversation(portal, id);
      if ('code' in found) return found;
      const text = toMessageText(body.text, 10_000);
      if (text.trim() === '') return restErrors.body;
      if (found.attender === null && !options.messagesWhileBotAttends) return restErrors.bot;
      portal.operatorSays(id, text, portal.tokenOwner);
      return { data: { id: portal.nextId(), text } };
    },
    note: ({ id }, body) => {
      const found = knownConversation(portal, id);
      if ('code' in found) return found;
      const note = toMessageText(body.notes, 10_000);
      if (note.trim() === '') return restErrors.body;
      portal.note(id, note);
      const creator = { name: portal.tokenOwner.name, id: portal.tokenOwner.id };
      return { data: { creator, note, created_time: String(portal.now().getTime()) } };
    },
    close: ({ id }) => {
      const found = openConversation(portal, id);
      if ('code' in found) return found;
      portal.end(id);
      return { data: summaryOf(portal, found) };
    },
    read: ({ id }) => {
      const found = knownConversation(portal, id);
      return 'code' in found ? found : { data: summaryOf(portal, found) };
    },
    progress: ({ id }, body) => {
      const turn = openTurn(portal, id);
      if ('code' in turn) return turn;
      portal.show(turn.conversationId, { from: 'bot', text: toMessageText(body.text, 1_000) });
      return {};
    },
    response: ({ id }, body) => {
      const turn = openTurn(portal, id);
      if ('code' in turn) return turn;
      const response = zobotResponseSchema.safeParse(body);
      // Texts in callbacks are objects (salesiq.md §6), and a callback finishes: it cannot be pending again.
      const bare =
        response.data?.action === 'reply' && response.data.replies.some((reply) => typeof reply === 'string');
      if (!response.success || bare || response.data.action === 'pending') return restErrors.body;
      applyResponse(portal, turn.conversationId, id, response.data);
      return {};
    },
  } satisfies Record<string, RestAction>;
}

function knownConversation(portal: SalesiqPortal, id: string): SimulatedConversation | RestError {
  if (id.startsWith(previewPrefix)) return restErrors.conversation;
  return portal.conversation(id) ?? restErrors.conversation;
}

function openConversation(portal: SalesiqPortal, id: string): SimulatedConversation | RestError {
  const found = knownConversation(portal, id);
  return 'status' in found && found.status !== 'open' ? restErrors.ended : found;
}

/** One final response per call, less than three minutes after it (salesiq.md §6). */
function openTurn(portal: SalesiqPortal, requestId: string): SimulatedTurn | RestError {
  const turn = portal.turns.get(requestId);
  if (turn === undefined) return restErrors.callback;
  if (turn.state !== 'pending') return restErrors.answered;
  return portal.now().getTime() - turn.openedAtMs < callbackWindowMs ? turn : restErrors.late;
}

function summaryOf(
  portal: SalesiqPortal,
  { id, visitor, attender, status, endedAt, startedAt, question }: SimulatedConversation,
) {
  const open = status === 'open';
  return {
    id,
    reference_id: id.slice(-4),
    chat_id: `LD_${id}`,
    start_time: String(Date.parse(startedAt)),
    ...(endedAt !== null && { end_time: String(Date.parse(endedAt)) }),
    chat_status: {
      status_key: open ? 'open' : 'closed',
      state_key: open ? 'connected' : 'ended',
      status_code: open ? 2 : 4,
      label: open ? 'Connected' : 'Completed',
    },
    ...(attender !== null && { attender: { id: attender.id, name: attender.name } }),
    question,
    visitor: { name: visitor.name ?? null, email: visitor.email ?? null, phone: visitor.phone ?? null },
    department: { id: portal.departmentId, name: 'Support' },
  };
}
