import { openRestoreMarks } from '@acebuddy/storage';
import { describeStores } from '@acebuddy/testkit';
import { expect, it } from 'vitest';
import { createReferences } from '../src/adapters/request-references.ts';
import { restoredWork } from '../src/adapters/restored-work.ts';
import { restoredReason } from '../src/domain/restored.ts';
import { createHarness, encryptionKeys, message } from './harness.ts';

type Harness = Awaited<ReturnType<typeof createHarness>>;

describeStores('a conversation on a store that was put back from a backup', (open) => {
  async function restored(harness: Harness, lateMs = 600_000) {
    harness.clock.advance(lateMs);
    const at = harness.clock.now().getTime();
    await openRestoreMarks(harness.database).add({ id: 'mark-1', from: at - lateMs, at });
    return (await harness.replica()).conversation;
  }

  const spoken = ({ notifications }: Harness) => [...notifications.mails.values(), ...notifications.pushes.values()];

  it('sends nothing by itself that was due, and a person can have it sent', async () => {
    await using harness = await createHarness({ database: await open() });
    const { conversation } = await harness.replica();
    await conversation.handleMessage(message('ticket'));
    harness.notifications.chatReachable = false;
    harness.notifications.sendMail = async () => {
      throw new TypeError('away');
    };
    harness.tell('We are on it');
    await conversation.drain();
    const whole = await createHarness({ database: harness.database });
    const later = await (async () => {
      whole.clock.advance(harness.clock.now().getTime() - whole.clock.now().getTime());
      return restored(whole);
    })();
    await later.drain();
    expect(spoken(whole)).toEqual([]);
    const { items } = await later.outbox.list({ limit: 10 });
    expect(items.length).toBeGreaterThan(0);
    expect(items.every(({ status, lastError }) => status === 'dead' && lastError === restoredReason)).toBe(true);
    expect(await restoredWork(harness.database, encryptionKeys)).toHaveLength(items.length);
    for (const { id } of items) await later.retryOutbox(id);
    await later.drain();
    expect(spoken(whole)).toHaveLength(items.length);
    await whole[Symbol.asyncDispose]();
  });

  it('parks the mails of a ticket that was under way, which it makes', async () => {
    await using harness = await createHarness({ database: await open() });
    harness.ticketing.mode = 'slow';
    const first = await harness.replica();
    await first.conversation.handleMessage(message('ticket'));
    await first.stop();
    const later = await restored(harness);
    harness.ticketing.mode = 'up';
    await harness.pass(later, 600_000, 60_000);
    expect(harness.ticketing.tickets.size).toBe(1);
    expect(spoken(harness)).toEqual([]);
    const { items } = await later.outbox.list({ limit: 10 });
    expect(items.map(({ kind }) => kind)).toContain('mail');
  });

  it('parks the answer of an agent that was given before, and tells a later one', async () => {
    await using harness = await createHarness({ database: await open() });
    const { conversation } = await harness.replica();
    await conversation.handleMessage(message('ticket'));
    await conversation.drain();
    const before = spoken(harness).length;
    harness.clock.advance(60_000);
    harness.tell('Before');
    const later = await restored(harness);
    await later.drain();
    expect(spoken(harness)).toHaveLength(before);
    harness.clock.advance(60_000);
    harness.tell('After');
    await harness.pass(later, 10_000, 2_000);
    expect(spoken(harness)).toHaveLength(before + 1);
    expect((await later.outbox.list({ limit: 10 })).items).toHaveLength(1);
  });

  it('answers her next message as ever, and heeds a mark once', async () => {
    await using harness = await createHarness({ database: await open() });
    await (await harness.replica()).conversation.handleMessage(message('hello'));
    const later = await restored(harness);
    expect((await later.handleMessage(message('hello again'))).replies.join()).toContain('hello again');
    await later.handleMessage(message('ticket'));
    const again = (await harness.replica()).conversation;
    await again.drain();
    expect(spoken(harness).length).toBeGreaterThan(0);
    expect((await again.outbox.list({ limit: 10 })).items).toEqual([]);
  });
});

it('names the same request alike, another workflow otherwise, and not without the keys', () => {
  const referenceOf = createReferences(encryptionKeys);
  const reference = referenceOf('chat-1#ticket:r1', 'printer_issues');
  expect(reference).toMatch(/^AB-[0-9A-Z]{10}$/);
  expect(referenceOf('chat-1#ticket:r1', 'printer_issues')).toBe(reference);
  expect(referenceOf('chat-1#ticket:r1', 'qb_issues')).not.toBe(reference);
  expect(referenceOf('chat-1#ticket:r2', 'printer_issues')).not.toBe(reference);
  const other = createReferences([{ id: 'k2', key: new Uint8Array(32).fill(8) }]);
  expect(other('chat-1#ticket:r1', 'printer_issues')).not.toBe(reference);
});
