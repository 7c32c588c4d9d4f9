import { deskConfigSchema } from '@acebuddy/contracts';
import { expect, it } from 'vitest';
import { request } from '../../../test/harness.ts';
import { createProcessMemory } from '../process-memory.ts';
import { defaultWorkSettings } from '../settings.ts';
import { createTicketEffect } from './create-ticket.ts';

it('does not take a ticket that was observed twice for its own duplicate', () => {
  const ticket = { ticketId: '9101', ticketNumber: '101', webUrl: null };
  const seen = { status: 'Open', statusType: 'Open', modifiedTime: null, createdTime: null };
  const observed = { kind: 'ticket', ticket, seen };
  const other = { ...observed, ticket: { ...ticket, ticketId: '9102', ticketNumber: '102' } };
  const { draft, reference } = request();
  const effect = createTicketEffect({
    step: { progress: { dropped: [] }, observations: [observed, observed, other, other] } as never,
    payload: { kind: 'create', draft, reference } as never,
    config: deskConfigSchema.parse({}),
    settings: defaultWorkSettings,
    memory: createProcessMemory(),
    now: () => new Date('2026-11-23T09:00:00.000Z'),
  });
  expect(effect.observed?.()).toMatchObject({ ticket, duplicates: ['9102'] });
});
