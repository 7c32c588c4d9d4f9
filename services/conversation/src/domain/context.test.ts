import { defaultSettings, type EngineView } from '@acebuddy/workflows';
import { describe, expect, it } from 'vitest';
import { createContextSource } from './context.ts';
import { type ConversationRecord, runSchema } from './record.ts';

const run = {
  runId: 'run-1',
  workflow: 'account_locked',
  outcome: 'ticket',
  reference: 'AB-1',
  ticket: { id: '77000', number: '77', url: null },
  customerEmail: 'maria@acme.example',
  linesSent: 0,
  closed: false,
  openedAt: '2026-11-22T16:00:00.000Z',
};
const proofs = ['verified', 'mailbox only', 'not verified', null] as const;
const earlier = {
  id: 'earlier',
  runs: [
    ...proofs.map((proof) => runSchema.parse({ ...run, workflow: `as ${proof}`, verified: false, proof })),
    // What earlier releases wrote for a confirmed code, and for none.
    ...[true, false, null].map((verified) => runSchema.parse({ ...run, workflow: `as ${verified}`, verified })),
  ],
} as unknown as ConversationRecord;

async function requestsFor(view: Partial<EngineView>, visitorEmail = 'Maria@acme.example') {
  let looks = 0;
  const source = createContextSource({
    engine: {
      view: () => ({ slots: {}, accounts: [], mailboxProven: false, awaitsCode: false, ...view }) as EngineView,
    },
    conversations: {
      openRequests: async () => {
        looks += 1;
        return [earlier];
      },
      ofPerson: async () => [],
    } as never,
    directory: { find: async () => null, ownersOf: async () => null },
    knowledge: { search: () => null },
    settings: defaultSettings,
    now: () => new Date('2026-11-23T16:00:00.000Z'),
  });
  const record = {
    id: 'now',
    visitor: { email: visitorEmail },
    channel: 'Website',
    runs: [],
  } as unknown as ConversationRecord;
  const { openRequests } = await source.build(record, { text: null });
  return { workflows: openRequests.map((request) => request.workflow), looks };
}

describe('open requests of the customer', () => {
  it('are not even looked up before a proof of the address may come', async () => {
    expect(await requestsFor({})).toEqual({ workflows: [], looks: 0 });
  });

  it.each([
    ['with the message that may prove it', { awaitsCode: true }],
    ['once it is proven', { mailboxProven: true }],
  ])('are looked up %s, those of proven owners only', async (_when, view) => {
    expect((await requestsFor(view)).workflows).toEqual(['as verified', 'as mailbox only', 'as true']);
  });

  it('are those of the address in use', async () => {
    expect((await requestsFor({ mailboxProven: true }, 'sam@elsewhere.example')).workflows).toEqual([]);
  });
});
