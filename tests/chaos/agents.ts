import { setTimeout as wait } from 'node:timers/promises';
import type { PlannedChat } from './plan.ts';
import type { Played } from './play.ts';
import type { System } from './system.ts';

const lookEveryMs = 500;

export const agentWords = (index: number) => `We have looked into it, customer ${index}, and will call you.`;

export const agentStatus = 'On Hold';

const isAgents = ({ aftermath }: PlannedChat) => aftermath === 'agent_reply' || aftermath === 'agent_status';

/** People at the desk: they answer publicly on the tickets of some customers, or put them on hold, as soon as those are there. */
export function createAgents({ zoho }: System, played: readonly Played[]) {
  const answered = new Set<number>();
  let stopped = false;

  function answerAll(): void {
    const waiting = played.filter(({ plan }) => isAgents(plan) && !answered.has(plan.index));
    if (waiting.length === 0) return;
    const tickets = new Map(zoho.desk.tickets().map((ticket) => [ticket.cf?.cf_salesiq_chat_id, ticket]));
    for (const { plan, chat } of waiting) {
      const ticket = tickets.get(chat.sessionId());
      if (ticket === undefined) continue;
      if (plan.aftermath === 'agent_reply') zoho.desk.agentComments(ticket.id, agentWords(plan.index), true);
      else zoho.desk.agentSetsStatus(ticket.id, agentStatus);
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
