import type { ChatEvent } from '@acebuddy/contracts';
import { describe, expect, it } from 'vitest';
import { createHarness, message } from './harness.ts';

const said = async (conversation: { getSession(id: string): Promise<{ messages: readonly { text: string }[] }> }) =>
  (await conversation.getSession('chat-1')).messages.map(({ text }) => text).join('\n');

describe('secrets that customers type', () => {
  it('reach neither the engine nor the transcript', async () => {
    await using harness = await createHarness();
    const { conversation } = await harness.replica();
    const reply = await conversation.handleMessage(message('my password is Hunter2!x and it fails'));
    expect(reply.replies).toEqual(['1: my password is [password removed] and it fails']);
    expect(await said(conversation)).not.toContain('Hunter2');
  });

  it('in forms and names of files neither', async () => {
    await using harness = await createHarness();
    const { conversation } = await harness.replica();
    const attachments = [{ name: 'password: Hunter2!x', url: 'https://files.example/1' }];
    await conversation.handleMessage(message('', { content: { kind: 'message', text: 'see file', attachments } }));
    await conversation.handleMessage(
      message('', { content: { kind: 'answers', answers: { login: 'bob', note: 'pw: Hunter2!x' } } }),
    );
    const transcript = await said(conversation);
    expect(transcript).toContain('note: pw: [password removed]');
    expect(transcript).not.toContain('Hunter2');
  });

  it('in the name field of the chat neither', async () => {
    await using harness = await createHarness();
    const { conversation } = await harness.replica();
    const visitor = { id: 'v1', name: 'Ann (pw: Hunter2!x)', phone: '4111 1111 1111 1111', email: 'ann@firm.example' };
    await conversation.handleMessage(message('ticket', { visitor }));
    expect((await conversation.getSession('chat-1')).visitorName).toBe('Ann (pw: [password removed])');
    const seen = JSON.stringify([await conversation.getSession('chat-1'), ...harness.ticketing.tickets.values()]);
    expect(seen).not.toMatch(/Hunter2|4111/);
  });

  it('in ids neither: they go to the ticket and to whoever reads the chat', async () => {
    await using harness = await createHarness();
    const { conversation } = await harness.replica();
    const visitor = { id: 'visitor-password-Swordfish99', name: 'Ann', email: 'ann@firm.example' };
    await conversation.handleMessage(
      message('ticket', { visitor, address: { chatId: 'pw-Swordfish99', preview: false } }),
    );
    const [ticket] = [...harness.ticketing.tickets.values()];
    expect(JSON.stringify(ticket)).toContain('visitor-password-[password removed]');
    expect(JSON.stringify(ticket)).not.toContain('Swordfish99');
    expect((await conversation.getSession('chat-1')).visitorId).not.toContain('Swordfish99');
  });

  it('whose placeholders are longer than the field leave a chat that can be read again', async () => {
    await using harness = await createHarness();
    const { conversation } = await harness.replica();
    const card = '4111111111111111';
    const visitor = { id: 'v1', name: 'pw: Hunter2!x '.repeat(14).slice(0, 200), phone: `${card} ${card} ${card}` };
    await conversation.handleMessage(message('hello', { visitor }));
    await conversation.handleMessage(message('hello again', { visitor }));
    expect((await conversation.getSession('chat-1')).messageCount).toBe(4);
  });

  it('reach the ticket only as placeholders', async () => {
    await using harness = await createHarness();
    const { conversation } = await harness.replica();
    await conversation.handleMessage(message('card 4111 1111 1111 1111'));
    await conversation.handleMessage(message('ticket'));
    const [ticket] = [...harness.ticketing.tickets.values()];
    expect(JSON.stringify(ticket)).toContain('[card number removed]');
    expect(JSON.stringify(ticket)).not.toContain('4111');
  });

  it('are taken out of what operators and visitors say to each other', async () => {
    await using harness = await createHarness();
    const { conversation } = await harness.replica();
    await conversation.handleMessage(message('hello'));
    const event = { kind: 'operator_replied', text: 'your new password is Hunter2!x' } as const;
    await conversation.handleChatEvent({ conversationId: 'chat-1', eventId: 'e-1', event } as ChatEvent);
    expect(await said(conversation)).toContain('your new password is [password removed]');
  });
});

describe('a secret over two messages', () => {
  it.each(['Hunter2Split!', 'sunshine'])('"%s" is in no transcript, no engine and no ticket', async (secret) => {
    await using harness = await createHarness();
    const { conversation } = await harness.replica();
    await conversation.handleMessage(message('my password is'));
    const { replies } = await conversation.handleMessage(message(secret));
    expect(replies.join()).toContain('[password removed]');
    await conversation.handleMessage(message('ticket'));
    const written = JSON.stringify([await said(conversation), ...harness.ticketing.tickets.values()]);
    expect(written).toContain('[password removed]');
    expect(written).not.toContain(secret);
  });

  it('goes also when an operator speaks in between', async () => {
    await using harness = await createHarness();
    const { conversation } = await harness.replica();
    await conversation.handleMessage(message('the password is:'));
    const event = { kind: 'operator_replied', text: 'one moment please' } as const;
    await conversation.handleChatEvent({ conversationId: 'chat-1', eventId: 'e-1', event } as ChatEvent);
    const answer = { kind: 'visitor_replied', text: 'sunshine' } as const;
    await conversation.handleChatEvent({ conversationId: 'chat-1', eventId: 'e-2', event: answer } as ChatEvent);
    expect(await said(conversation)).toContain('[password removed]');
    expect(await said(conversation)).not.toContain('sunshine');
  });

  it('goes as the answer to an operator who asks for it', async () => {
    await using harness = await createHarness();
    const { conversation } = await harness.replica();
    await conversation.handleMessage(message('hello'));
    const lines = [
      { kind: 'operator_replied', text: 'What is your password?' },
      { kind: 'visitor_replied', text: 'sunshine' },
    ] as const;
    for (const [index, event] of lines.entries())
      await conversation.handleChatEvent({ conversationId: 'chat-1', eventId: `e-${index}`, event } as ChatEvent);
    expect(await said(conversation)).not.toContain('sunshine');
    expect(await said(conversation)).toContain('[password removed]');
  });

  it.each(['not working', 'printer is offline'])('but "%s" is none', async (text) => {
    await using harness = await createHarness();
    const { conversation } = await harness.replica();
    await conversation.handleMessage(message('my password is'));
    await conversation.handleMessage(message(text));
    expect(await said(conversation)).toContain(text);
  });

  it('is looked for in the next message only', async () => {
    await using harness = await createHarness();
    const { conversation } = await harness.replica();
    for (const text of ['my password is', 'expired', 'sunshine']) await conversation.handleMessage(message(text));
    expect(await said(conversation)).toContain('sunshine');
  });
});

describe('a one-time code', () => {
  it.each(['482913', 'my code is 482913', '482 913', 'my code is 482-913', '4 8 2 9 1 3'])(
    'typed as "%s" is checked and never written',
    async (typed) => {
      await using harness = await createHarness();
      const { conversation } = await harness.replica();
      const reply = await conversation.handleMessage(message(typed));
      expect(reply.replies.join()).toMatch(/^The code is (?:verified|wrong|spent)\.$/);
      expect(await said(conversation)).toContain('[code removed]');
      expect((await said(conversation)).replace(/[ -]/g, '')).not.toContain('482913');
    },
  );

  it('that was asked for is not written where more words follow it', async () => {
    await using harness = await createHarness();
    const { conversation } = await harness.replica();
    await conversation.handleMessage(message('482913, and the link may go to my assistant'));
    expect(await said(conversation)).toContain('482913');
    await conversation.handleMessage(message('code please'));
    await conversation.handleMessage(message('591402, and the link may go to my assistant'));
    expect(await said(conversation)).toContain('[code removed], and the link may go to my assistant');
    expect(await said(conversation)).not.toContain('591402');
    // Checked meanwhile and said again, it is no number of a ticket.
    for (const text of ['code used', '591402']) await conversation.handleMessage(message(text));
    expect(await said(conversation)).not.toContain('591402');
  });
});
