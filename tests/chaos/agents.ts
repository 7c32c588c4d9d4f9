import { setTimeout as wait } from 'node:timers/promises';
import type { Played } from './play.ts';
import type { System } from './system.ts';

const lookEveryMs = 500;

export const agentWords = (index: number) => `We have looked into it, customer ${index}, and will call you.`;

/** People at the desk: they answer publicly on the tickets of some customers, as soon as those are there. */
export function createAgents({ zoho }: System, played: readonly Played[]) {
  const answered = new Set<number>();
  let stopped = false;

  function answerAll(): void {
    const waiting = played.filter(({ plan }) => plan.aftermath === 'agent_reply' && !answered.has(plan.index));
    if (waiting.length === 0) return;
    const tickets = new Map(zoho.desk.tickets().map((ticket) => [ticket.cf?.cf_salesiq_chat_id, ticket]));
    for (const { plan, chat } of waiting) {
      const ticket = tickets.get(chat.sessionId());
      if (ticket === undefined) continue;
      zoho.desk.agentComments(ticket.id, agentWords(plan.index), true);
      answered.add(plan.index);
    }
  }

  return {
    async work(): Promise<void> {
      while (!stopped) {
        answerAll();
        await wait(lookEveryMs);
      }
    },
    stop: () => {
      stopped = true;
    },
    answerAll,
    answered: (index: number) => answered.has(index),
  };
}
