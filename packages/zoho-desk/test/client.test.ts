import { expect, it } from 'vitest';
import { startDesk } from './harness/desk-under-test.ts';

it('creates a ticket with its contact in one call', async () => {
  await using world = await startDesk();
  const result = await world.desk.createTicket({
    subject: 'Cannot log in',
    description: { text: 'First line\n<second>\n\nReference: AB-7K2M9QXD' },
    contact: { name: 'Carol Baker', email: 'carol@zylker.example' },
    email: 'carol@zylker.example',
    priority: 'High',
    status: 'Open',
    channel: 'Chat',
    cf: { cf_reference: 'AB-7K2M9QXD', cf_workflow_type: 'password_reset' },
  });
  expect(result).toMatchObject({ ok: true, value: { ticketNumber: '101', status: 'Open', priority: 'High' } });
  expect(world.simulator.stats().calls).toEqual({
    refreshToken: { calls: 1, statuses: { 200: 1 } },
    createTicket: { calls: 1, statuses: { 200: 1 } },
  });
});
