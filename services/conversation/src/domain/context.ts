import type { Visitor } from '@acebuddy/contracts';
import type { EngineContext, EngineSettings, KnownPerson, OpenRequest } from '@acebuddy/workflows';
import type { Directory, Knowledge } from '../ports.ts';
import type { Conversations } from './conversations.ts';
import type { ConversationRecord } from './record.ts';

export interface ContextDeps {
  readonly conversations: Conversations;
  readonly directory: Directory;
  readonly knowledge: Knowledge;
  readonly settings: EngineSettings;
  readonly now: () => Date;
}

/** What the engine may know beyond the chat: gathered before the step, so that the step stays pure. */
export interface ContextSource {
  build(record: ConversationRecord, options: { text: string | null; email: string | null }): Promise<EngineContext>;
}

/**
 * An earlier ticket is offered where a workflow begins, and where only later is known who she is: with the code, or with an
 * address that the chat did not tell. In between the look-up is saved.
 */
function mayBeOffered(record: ConversationRecord, address: string): boolean {
  return record.state !== 'active' || address.toLowerCase() !== record.visitor.email?.toLowerCase();
}

/** Channels whose windows show no input cards (salesiq-zobot.md §3.4). */
const plainChannels = new Set(['facebook', 'instagram', 'whatsapp', 'telegram', 'line', 'signal']);

export function createContextSource(deps: ContextDeps): ContextSource {
  return {
    async build(record, { text, email }) {
      const address = email ?? record.visitor.email ?? null;
      const [known, openRequests] = await Promise.all([
        address === null ? null : findKnown(deps.directory, address),
        address === null || !mayBeOffered(record, address) ? [] : openRequestsOf(deps.conversations, record, address),
      ]);
      return {
        now: deps.now().toISOString(),
        visitor: withoutEmpty(record.visitor),
        known,
        settings: deps.settings,
        article: text === null || text.length < 8 ? null : deps.knowledge.search(text),
        openRequests,
        cards: !plainChannels.has(record.channel.toLowerCase()),
      };
    },
  };
}

async function findKnown(directory: Directory, email: string): Promise<KnownPerson | null> {
  try {
    return await directory.find(email);
  } catch {
    // An unreachable directory makes the customer unverified, never stuck (workflows.md, "Identity").
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
    .filter((run) => !run.closed && run.verified === true && run.customerEmail?.toLowerCase() === email.toLowerCase())
    .map((run) => ({
      workflow: run.workflow,
      reference: run.reference,
      ticketId: run.ticket?.id ?? null,
      ticketNumber: run.ticket?.number ?? null,
    }));
}

function withoutEmpty(visitor: Visitor): Visitor {
  return Object.fromEntries(Object.entries(visitor).filter(([, value]) => value !== undefined && value !== ''));
}
