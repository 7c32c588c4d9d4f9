import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '@acebuddy/contracts';
import { openDatabase } from '@acebuddy/storage';
import { describe, expect, it } from 'vitest';
import { createHarness, message } from './harness.ts';

describe('an interruption', () => {
  it('of the store in the middle of a turn leaves the customer with the answer that is stored', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'acebuddy-test-'));
    const sqliteFile = join(folder, 'conversation.sqlite');
    const database = await openDatabase({ sqliteFile, name: 'conversation' });
    await using harness = await createHarness({ database });
    const { conversation } = await harness.replica();
    const createTicket = harness.ticketing.createTicket;
    harness.ticketing.createTicket = async (input) => {
      const created = await createTicket(input);
      await database.close();
      return created;
    };
    const reply = await conversation.handleMessage(message('ticket'));
    expect(reply.replies[0]).toMatch(/^Promised under AB-[0-9A-Z]{10}\.$/);

    harness.ticketing.createTicket = createTicket;
    const reopened = await openDatabase({ sqliteFile, name: 'conversation' });
    await using later = await createHarness({ database: reopened });
    later.ticketing.createTicket = createTicket;
    later.clock.advance(60_000);
    await (await later.replica()).conversation.drain();
    expect(harness.ticketing.tickets.size).toBe(1);
    expect([...later.notifications.pushes.values()].map((push) => push.text)).toEqual(['Your ticket is #101.']);
    await reopened.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('of the service that queues mails is waited for: nothing is given up, and a minute after its end the mails are there', async () => {
    await using harness = await createHarness();
    const { conversation } = await harness.replica();
    const { sendMail } = harness.notifications;
    let tries = 0;
    harness.notifications.sendMail = async () => {
      tries += 1;
      throw new AppError('SERVICE_UNAVAILABLE', 'The notifications service cannot be reached');
    };
    await conversation.handleMessage(message('ticket'));
    await harness.pass(conversation, 180 * 60_000, 60_000);
    expect(tries).toBeGreaterThan(2 * 38);
    harness.notifications.sendMail = sendMail;
    harness.clock.advance(60_000);
    await conversation.drain();
    expect(harness.notifications.mails.size).toBe(2);
    expect((await conversation.outbox.list({ limit: 10 })).items).toEqual([]);
  });
});

describe('conversations that cannot be read, for want of their key', () => {
  it('take neither the places nor the news of the others', async () => {
    await using harness = await createHarness();
    const { conversation: before } = await harness.replica();
    const ofChat = (chat: string) => ({ conversationId: chat, address: { chatId: chat } });
    harness.ticketing.mode = 'slow';
    for (let chat = 0; chat < 20; chat += 1) await before.handleMessage(message('ticket', ofChat(`old-${chat}`)));
    const [lost] = harness.ticketing.requested;
    const { conversation } = await harness.replica({ encryptionKeys: [{ id: 'k2', key: new Uint8Array(32).fill(9) }] });
    await conversation.handleMessage(message('ticket', ofChat('new')));
    harness.ticketing.mode = 'up';
    const requestId = [...harness.ticketing.requested].at(-1);
    for (const of of [lost, requestId]) harness.tell('I am on it.', of);
    harness.clock.advance(300_000);
    await conversation.drain();
    expect([...harness.ticketing.tickets.keys()]).toEqual([requestId]);
    const { messages } = await conversation.getSession('new');
    expect(messages.map(({ text }) => text)).toContain('Joe: I am on it.');
  });
});

describe('work that several callers find due at the same time', () => {
  it('is done once by each process', async () => {
    await using harness = await createHarness();
    const { conversation } = await harness.replica();
    harness.ticketing.mode = 'slow';
    await conversation.handleMessage(message('ticket'));
    harness.ticketing.mode = 'up';
    harness.clock.advance(120_000);
    const pushed: string[] = [];
    const { pushChat } = harness.notifications;
    harness.notifications.pushChat = async (input) => {
      pushed.push(input.requestId);
      await new Promise((resolve) => setTimeout(resolve, 30));
      return pushChat(input);
    };
    await Promise.all([
      conversation.drain(),
      conversation.handleMessage(message('hello')),
      conversation.handleMessage(message('hello again')),
    ]);
    await conversation.drain();
    expect(pushed).toHaveLength(1);
  });
});
