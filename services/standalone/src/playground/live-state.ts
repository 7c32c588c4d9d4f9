import type { CaughtMail, MailCatcher } from '../mail-catcher.ts';
import type { ZohoSimulation } from '../zoho-simulation.ts';
import type { AgentsSwitch } from './agents-switch.ts';
import type { PlaygroundChats } from './chats.ts';
import type { PlaygroundPerson } from './people.ts';

/** What one browser looks at. */
export interface View {
  readonly chatKey: string;
  /** Most tickets that are shown, newest first. */
  readonly tickets: number;
  /** Words or a number that their tickets have, `#12` for that number alone; empty: all. */
  readonly find: string;
  /** Most mails that are shown, newest first. */
  readonly mails: number;
  /** Words that their mails have; empty: all. */
  readonly findMails: string;
}

/** Everything the page shows, as one object, and a mark that changes when it does. */
export function createLiveState(deps: {
  simulation: ZohoSimulation;
  mails: MailCatcher | null;
  chats: PlaygroundChats;
  agents: AgentsSwitch;
  people: readonly PlaygroundPerson[];
  gateway: string;
}) {
  const { simulation, mails, chats, agents, people, gateway } = deps;
  let chatChanges = 0;
  simulation.salesiq.onChange(() => {
    chatChanges += 1;
  });
  return {
    /** The greeting belongs to the window alone: SalesIQ has no conversation before the first words. */
    mark: ({ chatKey }: View) =>
      [
        simulation.desk.state({ since: Number.MAX_SAFE_INTEGER }).version,
        mails?.mails()[0]?.seq ?? 0,
        chatChanges,
        chats.get(chatKey)?.seen().length ?? -1,
        chats.heard(chatKey).at(-1),
        agents.position,
      ].join('/'),
    read({ chatKey, tickets, find, mails: mailsMax, findMails }: View) {
      const window = chats.get(chatKey);
      const id = window?.conversationId();
      const conversation = id === undefined ? undefined : simulation.salesiq.conversation(id);
      const desk = simulation.desk.state({ limit: find === '' ? tickets : Number.MAX_SAFE_INTEGER });
      const found = desk.tickets.filter((ticket) => isFound(ticket, find));
      const caught = mails?.mails() ?? [];
      const foundMails = caught.filter((mail) => isFoundMail(mail, findMails));
      return {
        chat: {
          id: id ?? null,
          lines: window?.seen() ?? [],
          offer: window?.offered() ?? {},
          waiting: window?.waiting() ?? false,
          status: conversation?.status ?? 'open',
          attender: conversation?.attender?.name ?? null,
          heard: chats.heard(chatKey),
        },
        people,
        gateway,
        agents: { position: agents.position, movesHours: agents.movesHours },
        portal: desk.portal,
        tickets: found.slice(0, tickets),
        ticketsInAll: find === '' ? desk.portal.ticketCount : found.length,
        /** Null: they are sent for real. */
        mails:
          mails === null
            ? null
            : foundMails.slice(0, mailsMax).map(({ seq, at, to, subject, text }) => ({ seq, at, to, subject, text })),
        mailsFound: foundMails.length,
        mailsInAll: caught.length,
      };
    },
    mail: (seq: number) => mails?.mails().find((mail) => mail.seq === seq),
  };
}
export type LiveState = ReturnType<typeof createLiveState>;

type Ticket = ReturnType<ZohoSimulation['desk']['tickets']>[number];

function isFound({ id, ticketNumber, subject, description, email }: Ticket, find: string): boolean {
  if (/^#\d+$/.test(find)) return ticketNumber === find.slice(1);
  const wanted = find.toLowerCase();
  return [id, ticketNumber, subject, description, email].some((text) => text?.toLowerCase().includes(wanted) ?? false);
}

function isFoundMail({ to, subject, text }: CaughtMail, find: string): boolean {
  const wanted = find.toLowerCase();
  return [...to, subject, text].some((words) => words.toLowerCase().includes(wanted));
}
