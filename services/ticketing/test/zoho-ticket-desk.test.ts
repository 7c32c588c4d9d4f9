import { deskConfigSchema } from '@acebuddy/contracts';
import type { Desk, DeskFailure as ZohoFailure } from '@acebuddy/zoho-desk';
import { describe, expect, it } from 'vitest';
import { createZohoTicketDesk } from '../src/adapters/zoho-ticket-desk.ts';

const options = { foreground: true, timeoutMs: 1_000 };
const body = { subject: 's', description: 'd', contact: { lastName: 'x' }, cf: {} };

function deskThatFails(failure: Partial<ZohoFailure>) {
  const result = {
    ok: false,
    failure: {
      kind: 'rejected',
      created: 'no',
      code: 'X',
      status: 400,
      message: 'm',
      retryAfterMs: null,
      fields: [],
      ...failure,
    },
  } as const;
  const desk = { createTicket: async () => result, getTicket: async () => result } as unknown as Desk;
  const config = deskConfigSchema.parse({});
  return createZohoTicketDesk({ desk, config, simulated: false, creditsReserved: 0 });
}

describe('Zoho Desk as ticketing sees it', () => {
  it.each([
    ['rejected', 'rejected'],
    ['auth', 'misconfigured'],
    ['misconfigured', 'misconfigured'],
    ['not_found', 'not_found'],
    ['throttled', 'throttled'],
    ['exhausted', 'throttled'],
    ['unavailable', 'not_sent'],
    ['unknown_outcome', 'unknown'],
  ] as const)('takes %s for %s', async (kind, ours) => {
    const created = kind === 'unknown_outcome' ? 'unknown' : 'no';
    await expect(deskThatFails({ kind, created }).createTicket(body, options)).rejects.toMatchObject({ kind: ours });
  });

  it('looks for what may have been done, whatever else the failure is called', async () => {
    const desk = deskThatFails({ kind: 'misconfigured', created: 'unknown', status: 302 });
    await expect(desk.createTicket(body, options)).rejects.toMatchObject({ kind: 'unknown' });
  });

  it('passes on how long to wait and which fields were refused', async () => {
    const fields = [{ pointer: '/channel', type: 'invalid' }];
    const desk = deskThatFails({ retryAfterMs: 5_000, fields });
    await expect(desk.createTicket(body, options)).rejects.toMatchObject({ retryAfterMs: 5_000, fields });
  });

  it('answers null for a ticket that does not exist', async () => {
    expect(await deskThatFails({ kind: 'not_found' }).getTicket('1', options)).toBeNull();
  });

  it('finds an attachment again under the name that Desk was given', async () => {
    const long = 'x'.repeat(150);
    const value = [
      { id: '1', name: 'the _new_ printer_scanner.png', sizeBytes: 3 },
      { id: '2', name: `${long.slice(0, 99)}…`, sizeBytes: 4 },
      { id: '3', name: 'other.png', sizeBytes: 5 },
    ];
    const desk = { listAttachments: async () => ({ ok: true, value }) } as unknown as Desk;
    const config = deskConfigSchema.parse({});
    const ours = createZohoTicketDesk({ desk, config, simulated: false, creditsReserved: 0 });
    expect(await ours.listAttachments('9', 'the "new" printer/scanner.png', options)).toMatchObject([{ id: '1' }]);
    expect(await ours.listAttachments('9', long, options)).toMatchObject([{ id: '2' }]);
  });
});
