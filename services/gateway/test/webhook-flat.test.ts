import { AppError } from '@acebuddy/contracts';
import { describe, expect, it } from 'vitest';
import { reply } from './fakes/conversation.ts';
import { flatMessage, startGateway } from './harness.ts';

const url = '/webhook/salesiq';
const post = (payload: object) => ({ method: 'POST', url, payload }) as const;

describe('the flat form', () => {
  it('is answered in its own shape', async () => {
    const { app, conversation } = await startGateway();
    conversation.answer = () =>
      reply('Your request is logged.', {
        replies: ['Your request is logged.', 'The number is 101.'],
        suggestions: ['Thanks'],
        session: {
          sessionId: 'test_123',
          workflowType: 'password_reset',
          state: 'ticket',
          ticketCreated: true,
          ticketId: '1892000000042034',
          ticketNumber: '101',
          reference: 'AB-7K2M9QXD',
          escalate: false,
        },
      });
    const response = await app.inject(post(flatMessage));
    expect(response.statusCode).toBe(200);
    expect(response.json()).toEqual({
      status: 'success',
      message: 'Your request is logged.\n\nThe number is 101.',
      data: {
        session_id: 'test_123',
        workflow_type: 'password_reset',
        state: 'ticket',
        ticket_created: true,
        ticket_id: '1892000000042034',
        ticket_number: '101',
        reference: 'AB-7K2M9QXD',
        escalate: false,
        suggestions: ['Thanks'],
      },
      timestamp: '2026-11-23T09:30:00.000Z',
    });
    expect(conversation.messages).toMatchObject([
      {
        conversationId: 'flat:test_123',
        channel: 'flat',
        address: { preview: false },
        visitor: { id: 'visitor_456', name: 'Test User', email: 'test@company.com' },
        content: { kind: 'message', text: 'I forgot my password' },
      },
    ]);
  });

  it('shows the choices of an input card as suggestions', async () => {
    const { app, conversation } = await startGateway();
    conversation.answer = () => reply('Which?', { input: { type: 'select', options: ['A', 'B'] } });
    expect((await app.inject(post(flatMessage))).json().data.suggestions).toEqual(['A', 'B']);
  });

  it('recognises a repeat by its message id, and takes everything else for new', async () => {
    const { app, conversation } = await startGateway();
    await app.inject(post({ ...flatMessage, message_id: 'm-1' }));
    await app.inject(post({ ...flatMessage, message_id: 'm-1' }));
    await app.inject(post({ ...flatMessage, message: 'yes' }));
    await app.inject(post({ ...flatMessage, message: 'yes' }));
    const ids = conversation.messages.map(({ eventId }) => eventId);
    expect(ids[0]).toBe(ids[1]);
    expect(new Set(ids).size).toBe(3);
  });

  it('takes two long ids with one beginning for two', async () => {
    const { app, conversation } = await startGateway();
    for (const end of ['1', '2']) await app.inject(post({ ...flatMessage, message_id: `${'m'.repeat(199)}${end}` }));
    const [first, second] = conversation.messages.map(({ eventId }) => eventId);
    expect(first).not.toBe(second);
  });

  it('takes numbers for ids, and does without anything but chat and message', async () => {
    const { app, conversation } = await startGateway();
    const payload = '{"chat_id": 40526000001808033, "message": "hi", "visitor_email": null, "visitor_id": 7}';
    expect((await app.inject({ method: 'POST', url, payload })).statusCode).toBe(200);
    expect((await app.inject(post({ chat_id: 'c', message: 'hi' }))).statusCode).toBe(200);
    expect(conversation.messages[0]).toMatchObject({ conversationId: 'flat:40526000001808033', visitor: { id: '7' } });
  });

  it('treats a mistyped address as none rather than losing the chat', async () => {
    const { app, conversation } = await startGateway();
    expect((await app.inject(post({ ...flatMessage, visitor_email: 'test@company' }))).statusCode).toBe(200);
    expect(conversation.messages[0]?.visitor.email).toBeUndefined();
  });

  it('takes numbers where senders write what looks like one', async () => {
    const { app, conversation } = await startGateway();
    const body = { ...flatMessage, message: 123456, visitor_name: 123, visitor_phone: 3125550123 };
    expect((await app.inject(post(body))).statusCode).toBe(200);
    expect(conversation.messages[0]).toMatchObject({
      content: { text: '123456' },
      visitor: { name: '123', phone: '3125550123' },
    });
  });

  it('does not let unknown keys set anything', async () => {
    const { app, conversation } = await startGateway();
    await app.inject(
      post({ ...flatMessage, priority: 'High', department: '1', verified: true, channel: 'admin', continues: 'x' }),
    );
    expect(JSON.stringify(conversation.messages)).not.toMatch(/High|department|verified|admin|continues/);
  });

  it.each([
    [{ ...flatMessage, message: undefined }, '"message" is missing in the body, for example "I forgot my password".'],
    [{ ...flatMessage, chat_id: undefined }, '"chat_id" is missing in the body, for example "test_123".'],
    [{ ...flatMessage, message: ' ' }, '"message" in the body must not be empty'],
    [{ ...flatMessage, message: { text: 'x' } }, '"message" in the body must be text'],
    [{ ...flatMessage, chat_id: { $gt: '' } }, '"chat_id" in the body must be text or a whole number'],
    [{ ...flatMessage, chat_id: '\u0000 ' }, '"chat_id" in the body must not be empty'],
    [{ ...flatMessage, visitor_email: ['a@b.co'] }, '"visitor_email" in the body must be text'],
    [{ visitor_id: 'v' }, '"chat_id" is missing'],
  ])('says which field is wrong and how it should look (%#)', async (body, sentence) => {
    const { app, conversation } = await startGateway();
    const response = await app.inject(post(body));
    expect(response.statusCode).toBe(400);
    expect(response.json()).toMatchObject({ success: false, code: 'BAD_REQUEST', request_id: expect.any(String) });
    expect(response.json().error).toContain(sentence);
    expect(conversation.messages).toEqual([]);
  });

  it('asks for the message again when the conversation service is down, and claims nothing', async () => {
    const { app, conversation } = await startGateway({ replyBudgetMs: 600 });
    conversation.failure = new AppError('SERVICE_UNAVAILABLE', 'down');
    const response = await app.inject(post(flatMessage));
    expect(response.statusCode).toBe(200);
    expect(response.json()).toMatchObject({
      status: 'retry',
      data: { session_id: 'test_123', state: null, ticket_created: false, ticket_id: null, escalate: false },
    });
    const asked = await app.inject(post({ ...flatMessage, message: 'give me a human' }));
    expect(asked.json().data.escalate).toBe(true);
  });

  it('hands the same message over again while there is time: a restart costs her a moment, not her words', async () => {
    const { app, conversation } = await startGateway({ replyBudgetMs: 3_000 });
    const failures = ['SERVICE_UNAVAILABLE', 'STORE_UNAVAILABLE'] as const;
    conversation.answer = () => {
      const code = failures[conversation.messages.length - 1];
      if (code !== undefined) throw new AppError(code, 'restarting');
      return reply('Here I am again.');
    };
    const response = await app.inject(post(flatMessage));
    expect(response.json()).toMatchObject({ status: 'success', message: 'Here I am again.' });
    const { messages } = conversation;
    expect(messages).toHaveLength(3);
    expect(new Set(messages.map(({ eventId }) => eventId)).size).toBe(1);
    const budgets = messages.map(({ budgetMs }) => budgetMs);
    expect(budgets).toEqual(budgets.toSorted((a, b) => b - a));
  });

  it('does not hand over again what was refused', async () => {
    const { app, conversation } = await startGateway({ replyBudgetMs: 3_000 });
    conversation.answer = () => {
      throw new AppError('INTERNAL', 'a mistake of ours');
    };
    expect((await app.inject(post(flatMessage))).json()).toMatchObject({ status: 'retry' });
    expect(conversation.messages).toHaveLength(1);
  });

  it('does not wait longer than the budget', async () => {
    const { app, conversation } = await startGateway({ replyBudgetMs: 60 });
    conversation.answer = () => new Promise<never>(() => undefined);
    expect((await app.inject(post(flatMessage))).json()).toMatchObject({ status: 'retry' });
  });
});
