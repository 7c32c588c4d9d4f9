import { AppError } from '@acebuddy/contracts';
import { describe, expect, it } from 'vitest';
import { startGateway } from './harness.ts';

describe('GET /salesiq/session/{id}', () => {
  it.each(['40526000001808033', '55778119%2F40526000001808033'])('shows the chat %s', async (id) => {
    const { app } = await startGateway();
    const response = await app.inject(`/salesiq/session/${id}`);
    expect(response.statusCode).toBe(200);
    expect(response.json()).toEqual({
      success: true,
      session: {
        session_id: '55778119/40526000001808033',
        chat_id: '40526000001808033',
        visitor_id: 'v-1',
        visitor_name: 'Scott Fisher',
        visitor_email: 'scott.fisher@zylker.com',
        state: 'ticket',
        workflow_type: 'password_reset',
        ticket_id: '1892000000042034',
        ticket_number: '101',
        reference: 'AB-7K2M9QXD',
        verified: 'mailbox only',
        collected: { username: 'sfisher' },
        message_count: 2,
        messages: [
          { role: 'customer', text: 'I forgot my password', at: '2026-11-23T09:29:00.000Z' },
          { role: 'bot', text: 'I can help with that', at: '2026-11-23T09:29:01.000Z' },
        ],
        created_at: '2026-11-23T09:29:00.000Z',
        updated_at: '2026-11-23T09:29:01.000Z',
      },
      timestamp: '2026-11-23T09:30:00.000Z',
    });
  });

  it('says 404 for unknown chats and 400 for what is no id', async () => {
    const { app } = await startGateway();
    const unknown = await app.inject('/salesiq/session/nobody');
    expect(unknown.statusCode).toBe(404);
    expect(unknown.json()).toMatchObject({ success: false, code: 'NOT_FOUND' });
    expect((await app.inject(`/salesiq/session/${'x'.repeat(201)}`)).statusCode).toBe(400);
    expect((await app.inject('/salesiq/session/a%00b')).statusCode).toBe(400);
  });

  it('says 503 when the store is down', async () => {
    const { app, conversation } = await startGateway();
    conversation.failure = new AppError('STORE_UNAVAILABLE', 'mongodb://secret@host refused');
    const response = await app.inject('/salesiq/session/1');
    expect(response.statusCode).toBe(503);
    expect(response.json().error).toBe('The database does not answer at the moment. Please try again shortly.');
  });
});

describe('POST /salesiq/session/{id}/close', () => {
  const close = (payload?: object | string, headers = {}) =>
    ({
      method: 'POST',
      url: '/salesiq/session/405/close',
      headers,
      ...(payload !== undefined && { payload }),
    }) as const;

  it('closes with a reason, and says when it was closed before', async () => {
    const { app, conversation } = await startGateway();
    expect((await app.inject(close({ reason: 'solved by phone' }))).json()).toEqual({
      success: true,
      message: 'The session is closed. The closing note goes to its ticket.',
      timestamp: '2026-11-23T09:30:00.000Z',
    });
    expect((await app.inject(close())).json().message).toBe('The session was closed before.');
    expect(conversation.closed).toEqual([
      { conversationId: '405', reason: 'solved by phone' },
      { conversationId: '405' },
    ]);
  });

  it.each([undefined, '', '{}', '{"reason":""}'])('needs no reason (%s)', async (payload) => {
    const { app } = await startGateway();
    expect((await app.inject(close(payload, { 'content-type': 'application/json' }))).statusCode).toBe(200);
  });

  it.each(['{"reason":5}', '[]', '"x"', '{'])('refuses %s', async (payload) => {
    const { app, conversation } = await startGateway();
    const response = await app.inject(close(payload, { 'content-type': 'application/json' }));
    expect(response.statusCode).toBe(400);
    expect(conversation.closed).toEqual([]);
  });
});
