import { conversationOfRequest, type PersonDeletion, type PersonExport, type PersonOfChats } from '@acebuddy/contracts';
import type { Ledger, NewsFeed, Step, WatchStore } from '../ports.ts';
import { requestOfStep } from './lanes.ts';

/** What a person can ask for about herself. */
export interface PersonRights {
  exportPerson(person: PersonOfChats): Promise<PersonExport>;
  deletePerson(person: PersonOfChats): Promise<PersonDeletion>;
}

export interface PersonRightsDeps {
  readonly ledger: Pick<Ledger, 'listOutbox' | 'step' | 'discard'>;
  readonly feed: Pick<NewsFeed, 'read' | 'erase'>;
  readonly watches: Pick<WatchStore, 'forget'>;
  readonly now: () => Date;
}

const pageSize = 200;

/**
 * The ledger erases what customers said as soon as it is done: what can hold words of hers is unfinished work, found by
 * her address and by her chats, and the news of what agents wrote to her.
 */
export function createPersonRights({ ledger, feed, watches, now }: PersonRightsDeps): PersonRights {
  async function* stepsOf(person: PersonOfChats): AsyncGenerator<Step> {
    const isHers = ofChats(person);
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<Ledger['listOutbox']>> = await ledger.listOutbox(after, pageSize);
      for (const { id } of page.items) {
        const step = await ledger.step(id);
        if (step !== null && (isHers(requestOfStep(id)) || namesPerson(step, person.email))) yield step;
      }
      after = page.next;
    } while (after !== null);
  }

  async function newsOf(person: PersonOfChats): Promise<unknown[]> {
    const isHers = ofChats(person);
    const found: unknown[] = [];
    for (let after = 0; ; ) {
      const page = await feed.read(after, pageSize);
      found.push(...page.filter(({ requestId }) => isHers(requestId)));
      const last = page.at(-1);
      if (last === undefined || page.length < pageSize) return found;
      after = last.seq;
    }
  }

  return {
    async exportPerson(person) {
      const steps: unknown[] = [];
      for await (const { id, state, payload, foreign } of stepsOf(person))
        steps.push({ id, state, payload: payload ?? foreign ?? null });
      return { records: { unfinished_work: steps, ticket_news: await newsOf(person) } };
    },
    async deletePerson(person) {
      const kept = [
        { what: 'contact and tickets in Zoho Desk', why: 'they are kept there; delete the contact in Desk' },
        {
          what: 'ids of requests and tickets',
          why: 'no words: they keep requests from being done twice, until their age',
        },
      ];
      let discarded = 0;
      // Listed first: a step that is discarded takes others of its ticket along.
      const steps: Step[] = [];
      for await (const step of stepsOf(person)) steps.push(step);
      for (const step of steps) {
        const gone = step.state === 'dead' && (await ledger.discard(step.id, 'deletion of a person', now().getTime()));
        const state = gone ? null : ((await ledger.step(step.id))?.state ?? null);
        if (state === null || state === 'discarded') discarded += 1;
        else kept.push({ what: `request ${step.id}`, why: 'it is still being done; ask again afterwards' });
      }
      const removed = {
        unfinished_work: discarded,
        ticket_news: await feed.erase(ofChats(person)),
        watched_tickets: await watches.forget(ofChats(person)),
      };
      return { removed, kept };
    },
  };
}

function ofChats({ conversations }: PersonOfChats): (requestId: string) => boolean {
  const hers = new Set<string>(conversations);
  return (requestId) => {
    const chat = conversationOfRequest(requestId);
    return chat !== null && hers.has(chat.conversationId);
  };
}

function namesPerson({ payload, foreign }: Step, email: string): boolean {
  const wanted = email.toLowerCase();
  // Where a newer release keeps the address is not known here.
  if (foreign !== undefined) return JSON.stringify(foreign).toLowerCase().includes(wanted);
  if (payload?.kind === 'create') return payload.draft.customer.email?.toLowerCase() === wanted;
  return payload?.kind === 'verify' && payload.email?.toLowerCase() === wanted;
}
