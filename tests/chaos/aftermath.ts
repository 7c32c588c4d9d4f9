import type { SalesiqPortal } from '@acebuddy/salesiq/simulator';
import type { PlannedChat } from './plan.ts';

type Event = Parameters<Parameters<SalesiqPortal['onEvent']>[0]>[0];

export interface AftermathOptions {
  readonly plan: PlannedChat;
  readonly portal: SalesiqPortal;
  readonly conversationId: string;
  readonly fetch: typeof fetch;
}

/** What stands in the session exactly once after `playAftermath`, however often it was delivered. */
export function expectedLines({ index, aftermath }: PlannedChat): readonly string[] {
  if (aftermath === 'missed') return ['No operator took the chat'];
  return [operatorWords(index), customerWords(index), 'The customer rated the chat 5: great help'];
}

const operatorWords = (index: number) => `I take it from here, customer ${index}.`;
const customerWords = (index: number) => `Good to talk to a person, says customer ${index}.`;

/**
 * An operator takes the chat, both talk, the chat ends and is rated. Every event is delivered twice at the same time, the
 * last two in the wrong order, and the first once more when all is over. Or nobody takes the chat that she was forwarded with.
 */
export async function playAftermath({ plan, portal, conversationId, fetch }: AftermathOptions): Promise<void> {
  const happened: Event[] = [];
  const stop = portal.onEvent((event) => {
    if (event.entity_id === conversationId) happened.push(event);
  });
  const twice = async (events: readonly Event[]) => {
    for (const event of events) await Promise.all([deliver(fetch, event), deliver(fetch, { ...event, attempt: 2 })]);
  };
  const whatFollows = (action: () => void): readonly Event[] => {
    const before = happened.length;
    action();
    return happened.slice(before);
  };
  try {
    if (plan.aftermath === 'missed') {
      await twice(whatFollows(() => portal.end(conversationId, 'missed')));
      return;
    }
    const taken = whatFollows(() => portal.takeOver(conversationId));
    await twice(taken);
    await twice(whatFollows(() => portal.operatorSays(conversationId, operatorWords(plan.index))));
    await twice(whatFollows(() => portal.visitorSays(conversationId, customerWords(plan.index))));
    const ended = whatFollows(() => {
      portal.end(conversationId);
      portal.rate(conversationId, 5, 'great help');
    });
    await twice(ended.toReversed());
    await twice(taken.slice(0, 1));
  } finally {
    stop();
  }
}

const triesMax = 20;

/** SalesIQ sends an event again until it is taken. */
async function deliver(fetch: typeof globalThis.fetch, event: Event): Promise<void> {
  const body = JSON.stringify(event);
  const headers = { 'content-type': 'application/json' };
  for (let tries = 0; tries < triesMax; tries += 1) {
    const answer = await fetch('http://gateway/webhook/salesiq/events', { method: 'POST', headers, body });
    if (answer.ok) return;
  }
  throw new Error(`the event ${event.event} was not taken`);
}
