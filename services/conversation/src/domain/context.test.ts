import { defaultSettings } from '@acebuddy/workflows';
import { describe, expect, it } from 'vitest';
import { createContextSource } from './context.ts';
import type { ConversationRecord } from './record.ts';

const earlier = {
  id: 'earlier',
  runs: [
    {
      runId: 'run-1',
      workflow: 'printer_issues',
      reference: 'AB-1',
      ticket: { id: '77000', number: '77' },
      customerEmail: 'maria@acme.example',
      verified: true,
      closed: false,
    },
    { runId: 'run-2', workflow: 'qb_issues', verified: null, closed: false, customerEmail: 'maria@acme.example' },
  ],
} as unknown as ConversationRecord;

async function requestsFor(state: string, visitorEmail: string | undefined, email: string | null) {
  const source = createContextSource({
    conversations: { openRequests: async () => [earlier] } as never,
    directory: { find: async () => null },
    knowledge: { search: () => null },
    settings: defaultSettings,
    now: () => new Date('2026-11-23T16:00:00.000Z'),
  });
  const visitor = visitorEmail === undefined ? {} : { email: visitorEmail };
  const record = { id: 'now', state, visitor, channel: 'Website', runs: [] } as unknown as ConversationRecord;
  return (await source.build(record, { text: null, email })).openRequests.map((request) => request.workflow);
}

describe('open requests of the customer', () => {
  it.each([
    ['before a workflow begins', 'new', 'maria@acme.example', null],
    ['with the message that may prove who she is', 'verifying', 'maria@acme.example', null],
    ['once she gave an address that the chat did not tell', 'active', undefined, 'maria@acme.example'],
  ])('are looked up %s, those of verified owners only', async (_when, state, visitor, said) => {
    expect(await requestsFor(state, visitor, said)).toEqual(['printer_issues']);
  });

  it('are not looked up again in the middle of a workflow', async () => {
    expect(await requestsFor('active', 'Maria@acme.example', 'maria@acme.example')).toEqual([]);
  });
});
