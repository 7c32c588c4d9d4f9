import type { MailCatcher } from '../mail-catcher.ts';
import type { ZohoSimulation } from '../zoho-simulation.ts';
import type { PlaygroundChats } from './chats.ts';

const ticketsMax = 25;
const mailsMax = 25;

/** Everything the page shows, as one object, and a mark that changes when it does. */
export function createLiveState(deps: {
  simulation: ZohoSimulation;
  mails: MailCatcher | null;
  chats: PlaygroundChats;
}) {
  const { simulation, mails, chats } = deps;
  let chatChanges = 0;
  simulation.salesiq.onChange(() => {
    chatChanges += 1;
  });
  return {
    /** The greeting belongs to the window alone: SalesIQ has no conversation before the first words. */
    mark: (chatKey: string) =>
      [
        simulation.desk.state({ since: Number.MAX_SAFE_INTEGER }).version,
        mails?.mails()[0]?.seq ?? 0,
        chatChanges,
        chats.get(chatKey)?.seen().length ?? -1,
        simulation.salesiq.operators(),
      ].join('/'),
    read(chatKey: string) {
      const window = chats.get(chatKey);
      const id = window?.conversationId();
      const conversation = id === undefined ? undefined : simulation.salesiq.conversation(id);
      const desk = simulation.desk.state({ limit: ticketsMax });
      return {
        chat: {
          id: id ?? null,
          lines: window?.seen() ?? [],
          offer: window?.offered() ?? {},
          waiting: window?.waiting() ?? false,
          status: conversation?.status ?? 'open',
          attender: conversation?.attender?.name ?? null,
        },
        operators: simulation.salesiq.operators(),
        portal: desk.portal,
        tickets: desk.tickets,
        mails: (mails?.mails() ?? [])
          .slice(0, mailsMax)
          .map(({ seq, at, to, subject, text }) => ({ seq, at, to, subject, text })),
      };
    },
  };
}
export type LiveState = ReturnType<typeof createLiveState>;
