import { AppError } from '@acebuddy/contracts';
import { describe, expect, it } from 'vitest';
import { toTicketingClient } from '../src/adapters/service-clients.ts';
import { deadLetter } from './fakes/conversation.ts';
import { asAdmin, startGateway } from './harness.ts';

const id = encodeURIComponent(deadLetter.id);

describe('dead letters', () => {
  it('are listed over all services, saying which service did not answer', async () => {
    const { app, conversation, ticketing } = await startGateway();
    conversation.dead.push(deadLetter);
    ticketing.failure = new AppError('SERVICE_UNAVAILABLE', 'down');
    const response = await app.inject({ url: '/admin/dead-letters', headers: asAdmin });
    expect(response.statusCode).toBe(200);
    expect(response.json()).toEqual({
      success: true,
      items: [
        {
          service: 'conversation',
          id: deadLetter.id,
          kind: 'createTicket',
          conversation_id: '55778119/405',
          status: 'dead',
          attempts: 16,
          last_error: 'DESK_REJECTED',
          next_attempt_at: null,
          created_at: '2026-11-20T09:29:00.000Z',
        },
      ],
      next: { conversation: null, notifications: null },
      unavailable: ['ticketing'],
      timestamp: '2026-11-23T09:30:00.000Z',
    });
    expect((await app.inject({ url: '/admin/dead-letters?service=ticketing', headers: asAdmin })).statusCode).toBe(503);
  });

  it.each(['retry', 'discard'])('can be sent to %s, once', async (action) => {
    const { app, conversation } = await startGateway();
    conversation.dead.push(deadLetter);
    const request = {
      method: 'POST',
      url: `/admin/dead-letters/conversation/${id}/${action}`,
      headers: asAdmin,
    } as const;
    expect((await app.inject(request)).json()).toMatchObject({ success: true });
    expect(conversation.dead).toEqual([]);
    const again = await app.inject(request);
    expect(again.statusCode).toBe(404);
    expect(again.json().error).toContain(deadLetter.id);
  });

  it.each(['/admin/dead-letters?service=gateway', '/admin/dead-letters?limit=0', '/admin/dead-letters?limit=x'])(
    'refuse %s',
    async (url) => {
      const { app } = await startGateway();
      expect((await app.inject({ url, headers: asAdmin })).statusCode).toBe(400);
    },
  );
});

describe('deliveries', () => {
  it('are listed', async () => {
    const { app } = await startGateway();
    expect((await app.inject({ url: '/admin/deliveries?limit=10', headers: asAdmin })).json()).toEqual({
      success: true,
      items: [
        {
          id: 'd-1',
          kind: 'ticket_confirmation',
          to: 's…@zylker.com',
          status: 'sent',
          attempts: 1,
          last_error: null,
          created_at: '2026-11-23T09:29:00.000Z',
          sent_at: '2026-11-23T09:29:02.000Z',
        },
      ],
      next: null,
      timestamp: '2026-11-23T09:30:00.000Z',
    });
  });
});

describe('dead letters of ticketing', () => {
  it('are only what was given up, not what waits for its next try', async () => {
    const asked: object[] = [];
    const query = async (input: object) => {
      asked.push(input);
      return { items: [], next: null };
    };
    await toTicketingClient({ listOutbox: { query } } as never).listOutbox({ limit: 7 });
    expect(asked).toEqual([{ limit: 7, which: 'dead' }]);
  });
});
