import { describe, expect, it } from 'vitest';
import { createVisitorCaps } from '../src/domain/visitor-caps.ts';
import { createHarness, message } from './harness.ts';

const of = (visitor: string, chat: string, text: string) =>
  message(text, { conversationId: chat, address: { chatId: chat }, visitor: { id: visitor, name: 'Ann' } });

describe('a visitor over her caps', () => {
  it('is handed to a person with what she wrote, and no further ticket is opened', async () => {
    await using harness = await createHarness();
    const { conversation } = await harness.replica();
    for (let index = 0; index < 30; index += 1) await conversation.handleMessage(of('busy', `c-${index}`, 'ticket'));
    expect(harness.ticketing.tickets.size).toBe(30);
    const reply = await conversation.handleMessage(of('busy', 'c-31', 'ticket'));
    expect(reply.action).toBe('forward');
    expect(reply.replies.join()).toContain('handing this chat to a colleague');
    expect(harness.ticketing.tickets.size).toBe(30);
    const { messages } = await conversation.getSession('c-31');
    expect(messages.map(({ role, text }) => `${role}: ${text}`)[0]).toBe('customer: ticket');
  });

  it('does not stand in the way of others, nor of herself an hour later', async () => {
    await using harness = await createHarness();
    const { conversation } = await harness.replica();
    for (let index = 0; index < 31; index += 1) await conversation.handleMessage(of('busy', `c-${index}`, 'ticket'));
    expect((await conversation.handleMessage(of('other', 'o-1', 'ticket'))).action).not.toBe('forward');
    harness.clock.advance(3_600_001);
    expect((await conversation.handleMessage(of('busy', 'late', 'ticket'))).action).not.toBe('forward');
  });

  it('who only talks is left alone', async () => {
    await using harness = await createHarness();
    const { conversation } = await harness.replica();
    for (let index = 0; index < 100; index += 1)
      expect((await conversation.handleMessage(of('busy', 'c-1', `hello ${index}`))).action).toBe('reply');
  });
});

describe('the count', () => {
  it('takes the same request once, and keeps no more visitors than it may', () => {
    const caps = createVisitorCaps({ ticketsPerHour: 1, sessionsPerHour: 1 }, () => new Date(0));
    for (let time = 0; time < 3; time += 1) expect(caps.allowsTicket({ id: 'v' }, 'c', 'r')).toBe(true);
    expect(caps.allowsTicket({ id: 'v' }, 'c', 'r2')).toBe(false);
    expect(caps.allowsTicket({ email: 'Ann@firm.example' }, 'c', 'r3')).toBe(true);
    expect(caps.allowsTicket({ email: 'ann@firm.example' }, 'c', 'r4')).toBe(false);
    for (let index = 0; index < 20_001; index += 1) caps.allowsTicket({ id: `n-${index}` }, 'c', 'r');
    expect(caps.allowsTicket({ id: 'v' }, 'c', 'r2')).toBe(true);
  });
});
