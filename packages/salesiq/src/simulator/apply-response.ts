import type { ZobotReply, ZobotResponse } from '../zobot-response.ts';
import type { SalesiqPortal } from './portal.ts';

/** What SalesIQ does with a valid answer. A `forward` that finds nobody comes back as the failure to report to the bot. */
export type Applied =
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly cause: { readonly code: number; readonly desc: string } };

export function applyResponse(
  portal: SalesiqPortal,
  conversationId: string,
  requestId: string,
  response: ZobotResponse,
): Applied {
  const turn = portal.turns.get(requestId);
  for (const reply of response.replies) portal.show(conversationId, { from: 'bot', text: textOf(reply) });
  if (response.action === 'pending') {
    if (turn !== undefined) turn.state = 'pending';
    return { kind: 'done' };
  }
  if (turn !== undefined) turn.state = 'finished';
  return response.action === 'forward' ? forward(portal, conversationId) : reply(portal, conversationId, response);
}

function reply(
  portal: SalesiqPortal,
  conversationId: string,
  { input, suggestions }: Extract<ZobotResponse, { action: 'reply' }>,
): Applied {
  // Beside an input card suggestions are ignored (salesiq.md §3).
  portal.offer(conversationId, input !== undefined ? { input } : suggestions !== undefined ? { suggestions } : {});
  return { kind: 'done' };
}

function forward(portal: SalesiqPortal, conversationId: string): Applied {
  switch (portal.operators()) {
    case 'available':
      portal.takeOver(conversationId);
      portal.show(conversationId, { from: 'info', text: `${portal.operator.name} joined the chat.` });
      return { kind: 'done' };
    case 'offline':
      return { kind: 'failed', cause: { code: 1001, desc: 'offline_hours' } };
    case 'busy':
      return { kind: 'failed', cause: { code: 1002, desc: 'operators_not_available' } };
  }
}

export function textOf(reply: ZobotReply): string {
  return typeof reply === 'string' ? reply : reply.text;
}
