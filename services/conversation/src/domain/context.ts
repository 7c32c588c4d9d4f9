import type { Visitor } from '@acebuddy/contracts';
import {
  askedIn,
  type EarlierRequest,
  type Engine,
  type EngineContext,
  type EngineSettings,
  type EngineView,
  type HelpArticle,
  type OpenRequest,
  type RequestNews,
  sameAddress,
} from '@acebuddy/workflows';
import type { Directory, Knowledge } from '../ports.ts';
import { type Conversations, isProvenRequest } from './conversations.ts';
import type { ConversationRecord, Run } from './record.ts';

export interface ContextDeps {
  readonly engine: Pick<Engine, 'view'>;
  readonly conversations: Conversations;
  readonly directory: Directory;
  readonly knowledge: Knowledge;
  readonly settings: EngineSettings;
  readonly now: () => Date;
}

/** Whom and what the chat is about, as far as it must be looked up. */
export type About = { readonly email: string | null; readonly accounts: EngineView['accounts'] };

export function aboutOf(view: EngineView): About {
  return { email: view.slots.email ?? null, accounts: view.accounts };
}

/** What the engine may know beyond the chat: gathered before the step, so that the step stays pure. */
export interface ContextSource {
  /** `about`: what the step will make of the chat, where that is known; the chat as it is stored when left out. */
  build(record: ConversationRecord, options: { text: string | null; about?: About }): Promise<EngineContext>;
}

/** Channels whose windows show no input cards (salesiq.md §3.4). */
const plainChannels = new Set(['facebook', 'instagram', 'whatsapp', 'telegram', 'line', 'signal']);

export function createContextSource(deps: ContextDeps): ContextSource {
  return {
    async build(record, { text, about }) {
      const view = deps.engine.view(record.engine);
      const { email, accounts } = about ?? aboutOf(view);
      const address = email ?? record.visitor.email ?? null;
      // Nobody hears of an earlier request without a proof of its address, given before or with this message.
      const mayBeTold = view.mailboxProven || view.awaitsCode;
      const [known, owners, openRequests, earlierRequests] = await Promise.all([
        address === null ? null : orNull(() => deps.directory.find(address)),
        Promise.all(accounts.map((account) => orNull(() => deps.directory.ownersOf(account)))),
        address === null || !mayBeTold ? [] : openRequestsOf(deps.conversations, record, address),
        address === null || !mayBeTold ? [] : earlierRequestsOf(deps.conversations, record, address),
      ]);
      return {
        now: deps.now().toISOString(),
        visitor: withoutEmpty(record.visitor),
        known,
        accounts: accounts.map((account, index) => ({ ...account, owners: owners[index] ?? null })),
        settings: deps.settings,
        article: text === null || text.length < 8 ? null : articleFor(deps, view, text),
        openRequests,
        tickets: record.runs.map((run) => ({ runId: run.runId, ...newsOf(run) })),
        earlierRequests,
        language: record.visitor.language ?? null,
        cards: !plainChannels.has(record.channel.toLowerCase()),
        callsOnlyWhenFree: record.channel === 'salesiq',
      };
    },
  };
}

/** In the middle of a request only what is asked is looked for, and only in what belongs to it. */
function articleFor({ knowledge }: ContextDeps, view: EngineView, text: string): HelpArticle | null {
  if (view.state !== 'active') return knowledge.search(text);
  const { questions } = askedIn(text);
  return knowledge.search(questions.length > 0 ? questions.join(' ') : text, view.workflow);
}

/** An unreachable directory leaves the customer unverified, never stuck (workflows.md, "Identity"). */
async function orNull<T>(ask: () => Promise<T | null>): Promise<T | null> {
  try {
    return await ask();
  } catch {
    return null;
  }
}

async function openRequestsOf(
  conversations: Conversations,
  record: ConversationRecord,
  email: string,
): Promise<OpenRequest[]> {
  const others = await conversations.openRequests(email, 5);
  return others
    .filter((other) => other.id !== record.id)
    .flatMap((other) => other.runs)
    .filter((run) => isProvenRequest(run) && sameAddress(run.customerEmail, email))
    .map((run) => ({
      workflow: run.workflow,
      reference: run.reference,
      ticketId: run.ticket?.id ?? null,
      ticketNumber: run.ticket?.number ?? null,
      email,
    }));
}

/** Chats of a person that are looked through; their order says nothing of their age. */
const chatsMax = 50;
/** Requests that are told of. */
const earlierMax = 8;

/** Whatever was asked for under this address, with or without a proof then: its mails go there, so its owner may know. */
async function earlierRequestsOf(
  conversations: Conversations,
  record: ConversationRecord,
  email: string,
): Promise<EarlierRequest[]> {
  const others = await conversations.ofPerson(email, chatsMax);
  return others
    .filter((other) => other.id !== record.id)
    .flatMap((other) => other.runs)
    .filter((run) => sameAddress(run.customerEmail, email))
    .map((run) => ({
      workflow: run.workflow,
      reference: run.reference,
      ticketNumber: run.ticket?.number ?? null,
      email,
      ...newsOf(run),
    }))
    .toSorted((a, b) => b.openedAt.localeCompare(a.openedAt))
    .slice(0, earlierMax);
}

/** Desk's own word for a request that waits. */
const onHold = 'on hold';

function newsOf({ openedAt, closed, status, lastAnswer }: Run): RequestNews {
  return { openedAt, closed, onHold: status?.toLowerCase() === onHold, lastAnswer: lastAnswer ?? null };
}

function withoutEmpty(visitor: Visitor): Visitor {
  return Object.fromEntries(Object.entries(visitor).filter(([, value]) => value !== undefined && value !== ''));
}
