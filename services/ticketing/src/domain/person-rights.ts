import type { PersonDeletion, PersonExport } from '@acebuddy/contracts';
import type { Ledger, Step } from '../ports.ts';

/** What a person can ask for about herself. */
export interface PersonRights {
  exportPerson(email: string): Promise<PersonExport>;
  deletePerson(email: string): Promise<PersonDeletion>;
}

const pageSize = 200;

/** The ledger erases what customers said as soon as it is done, so only unfinished work can hold anything. */
export function createPersonRights({
  ledger,
  now,
}: {
  readonly ledger: Ledger;
  readonly now: () => Date;
}): PersonRights {
  async function* stepsOf(email: string): AsyncGenerator<Step> {
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<Ledger['listOutbox']>> = await ledger.listOutbox(after, pageSize);
      for (const { id } of page.items) {
        const step = await ledger.step(id);
        if (step !== null && namesPerson(step, email)) yield step;
      }
      after = page.next;
    } while (after !== null);
  }

  return {
    async exportPerson(email) {
      const steps: unknown[] = [];
      for await (const { id, state, payload } of stepsOf(email)) steps.push({ id, state, payload });
      return { records: { unfinished_tickets: steps } };
    },
    async deletePerson(email) {
      const kept = [
        { what: 'contact and tickets in Zoho Desk', why: 'they are kept there; delete the contact in Desk' },
      ];
      let discarded = 0;
      for await (const step of stepsOf(email)) {
        const gone = step.state === 'dead' && (await ledger.discard(step.id, 'deletion of a person', now().getTime()));
        if (gone) discarded += 1;
        else kept.push({ what: `request ${step.id}`, why: 'its ticket is still being created; ask again afterwards' });
      }
      return { removed: { unfinished_tickets: discarded }, kept };
    },
  };
}

function namesPerson({ payload }: Step, email: string): boolean {
  const wanted = email.toLowerCase();
  if (payload?.kind === 'create') return payload.draft.customer.email?.toLowerCase() === wanted;
  return payload?.kind === 'verify' && payload.email?.toLowerCase() === wanted;
}
