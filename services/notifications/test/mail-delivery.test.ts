import { describeStores, startMailCatcher, startSilentServer } from '@acebuddy/testkit';
import { describe, expect, it } from 'vitest';
import { createSmtpMailer } from '../src/adapters/smtp-mailer.ts';
import type { SendOutcome } from '../src/ports.ts';
import { createHarness } from './harness.ts';
import { approvalRequest, mailRequest, mails } from './samples.ts';

describe('a mail', () => {
  it('is sent at once, to the right address, in text and HTML', async () => {
    await using harness = await createHarness();
    const notifications = await harness.replica();
    expect(await notifications.sendMail(mailRequest('m1'))).toEqual({ outcome: 'sent', deliveryId: 'm1' });
    expect(harness.catcher.messages()).toMatchObject([
      {
        envelope: { to: ['ann@firm.example'] },
        from: 'bot@acme.example',
        subject: 'News on your request AB-7K2M9QXD',
        text: expect.stringContaining('Your ticket is #101.'),
        html: expect.stringContaining('Your ticket is #101.'),
      },
    ]);
  });

  it('is shown with all others about the same request, whether they know its reference, its number or both', async () => {
    await using harness = await createHarness();
    const notifications = await harness.replica();
    const letters = Object.values(mails).filter(({ template }) => template !== 'team_notice');
    for (const [index, mail] of letters.entries()) await notifications.sendMail(mailRequest(`m${index}`, { mail }));
    await notifications.sendMail(
      mailRequest('other', { mail: { ...mails.status_change, ticketNumber: '102' } as never }),
    );
    const threads = harness.catcher.messages().map(({ headers }) => headers.references?.split(/\s+/) ?? []);
    const [both = [], ...later] = threads;
    expect(both).toHaveLength(2);
    const other = later.pop();
    for (const thread of later) expect(both).toEqual(expect.arrayContaining(thread));
    expect(later.every(({ length }) => length > 0)).toBe(true);
    expect(both).not.toEqual(expect.arrayContaining(other ?? []));
    const [first] = harness.catcher.messages();
    expect(first?.headers['in-reply-to']).toBe(both[1]);
    expect(both).not.toContain(first?.headers['message-id']);
  });

  it("for a team goes to the team's address, and to support when it has none", async () => {
    await using harness = await createHarness();
    const notifications = await harness.replica();
    const notice = mails.team_notice;
    await notifications.sendMail(mailRequest('m1', { mail: notice }));
    await notifications.sendMail(mailRequest('m2', { mail: { ...notice, team: 'Unknown' } as typeof notice }));
    expect(harness.catcher.messages().flatMap(({ envelope }) => envelope.to)).toEqual([
      'accounts@acme.example',
      'support@acme.example',
    ]);
  });

  it('that nobody waits for is promised first and sent right after', async () => {
    await using harness = await createHarness();
    const notifications = await harness.replica();
    expect((await notifications.sendMail(mailRequest('m1', { waitMs: 0 }))).outcome).toBe('queued');
    await notifications.drain();
    expect(harness.catcher.messages()).toHaveLength(1);
    expect((await notifications.sendMail(mailRequest('m1'))).outcome).toBe('sent');
    expect(harness.catcher.messages()).toHaveLength(1);
  });

  it('put off by the server is sent later, each time after a longer wait', async () => {
    await using harness = await createHarness();
    const notifications = await harness.replica();
    harness.catcher.failNext({ code: 451, times: 2 });
    expect((await notifications.sendMail(mailRequest('m1'))).outcome).toBe('queued');
    const log = async () => (await notifications.list({ limit: 9 })).map(({ status, nextAt }) => [status, nextAt]);
    // With random at one half: half of 2 s, then half of 4 s.
    expect(await log()).toEqual([['pending', '2026-11-23T10:00:01.000Z']]);
    await notifications.drain();
    expect(harness.catcher.messages()).toEqual([]);
    harness.clock.advance(1_000);
    await notifications.drain();
    expect(await log()).toEqual([['pending', '2026-11-23T10:00:03.000Z']]);
    harness.clock.advance(2_000);
    await notifications.drain();
    expect(harness.catcher.messages()).toHaveLength(1);
    expect(await notifications.list({ limit: 9 })).toMatchObject([{ status: 'sent', attempts: 3, lastError: null }]);
  });

  it('refused for good is a dead letter that a person can send again', async () => {
    await using harness = await createHarness();
    const notifications = await harness.replica();
    harness.catcher.failNext({ at: 'rcpt', code: 550 });
    expect((await notifications.sendMail(mailRequest('m1'))).outcome).toBe('failed');
    harness.clock.advance(80 * 3_600_000);
    await notifications.drain();
    expect(await notifications.list({ limit: 9, status: 'dead' })).toMatchObject([
      { id: 'm1', to: 'a•••@firm.example', attempts: 1, lastError: 'SMTP 550' },
    ]);
    expect(harness.logs.lines).toContainEqual(
      expect.objectContaining({
        level: 'error',
        deliveryId: 'm1',
        reason: 'SMTP 550',
        msg: expect.stringContaining('/admin/dead-letters'),
      }),
    );
    expect(await notifications.revive('m1')).toBe(true);
    await notifications.drain();
    expect(harness.catcher.messages()).toHaveLength(1);
    expect(await notifications.revive('m1')).toBe(false);
  });

  it('refused for good can be discarded', async () => {
    await using harness = await createHarness();
    const notifications = await harness.replica();
    harness.catcher.failNext({ code: 554 });
    await notifications.sendMail(mailRequest('m1'));
    expect([await notifications.discard('m1'), await notifications.discard('m1')]).toEqual([true, false]);
    expect(await notifications.list({ limit: 9 })).toEqual([]);
  });

  it('is a dead letter after about 75 hours without success', async () => {
    const mailer = {
      send: async () => ({ kind: 'temporary', reason: 'SMTP 451' }) as const,
      ping: async () => {},
      close: () => {},
    };
    await using harness = await createHarness({ mailer });
    const notifications = await harness.replica();
    await notifications.sendMail(mailRequest('m1'));
    let hours = 0;
    for (; hours < 200; hours += 1) {
      await notifications.drain();
      if ((await notifications.list({ limit: 1 }))[0]?.status === 'dead') break;
      harness.clock.advance(3_600_000);
    }
    expect(await notifications.list({ limit: 1 })).toMatchObject([{ status: 'dead', attempts: 38 }]);
    expect(hours).toBeGreaterThan(70);
    expect(hours).toBeLessThan(100);
  });

  it('that was accepted before the answer was lost goes out again under the same Message-ID', async () => {
    await using harness = await createHarness();
    const notifications = await harness.replica();
    harness.catcher.failNext({ drop: 'kept' });
    await notifications.sendMail(mailRequest('m1'));
    harness.clock.advance(60_000);
    await notifications.drain();
    await notifications.sendMail(mailRequest('m2'));
    const ids = harness.catcher.messages().map(({ headers }) => headers['message-id']);
    expect(ids).toHaveLength(3);
    expect(ids[0]).toMatch(/^<[\w-]{43}@acme\.example>$/);
    expect(ids[1]).toBe(ids[0]);
    expect(ids[2]).not.toBe(ids[0]);
  });

  it('whose content can no longer be opened becomes a dead letter, not an endless loop', async () => {
    await using harness = await createHarness();
    const writer = await harness.replica();
    harness.catcher.failNext({ code: 451 });
    await writer.sendMail(mailRequest('m1'));
    const reader = await harness.replica({ encryptionKeys: [{ id: 'k2', key: new Uint8Array(32).fill(9) }] });
    harness.clock.advance(60_000);
    await reader.drain();
    expect(await reader.list({ limit: 1 })).toMatchObject([{ status: 'pending', attempts: 2, lastError: 'AppError' }]);
  });

  it('beyond the limit of one address wait for the next hour and are seen waiting; for teams they never do', async () => {
    await using harness = await createHarness({ limits: { mailsPerRecipientPerHour: 2 } });
    const replicas = [await harness.replica(), await harness.replica()] as const;
    const send = async (n: 0 | 1, id: string) => (await replicas[n].sendMail(mailRequest(id))).outcome;
    const sent = async () => {
      await replicas[0].drain();
      return harness.catcher.messages().length;
    };
    expect([await send(0, 'm1'), await send(1, 'm2'), await send(0, 'm3')]).toEqual(['sent', 'sent', 'queued']);
    harness.clock.advance(60_000);
    expect([await send(1, 'm4'), await send(0, 'm5'), await send(0, 'm1')]).toEqual(['queued', 'queued', 'sent']);
    const notice = mailRequest('t1', { mail: mails.team_notice });
    expect((await replicas[0].sendMail(notice)).outcome).toBe('sent');
    const waiting = (await replicas[0].list({ limit: 9 })).filter(({ status }) => status === 'pending');
    expect(waiting.map(({ id, nextAt, lastError }) => [id, nextAt, lastError])).toEqual([
      ['m3', '2026-11-23T11:00:00.000Z', 'held back: many mails to this address'],
      ['m4', '2026-11-23T11:00:00.000Z', 'held back: many mails to this address'],
      ['m5', '2026-11-23T12:00:00.000Z', 'held back: many mails to this address'],
    ]);
    expect(await sent()).toBe(3);
    harness.clock.advance(3_600_000);
    expect(await sent()).toBe(5);
    harness.clock.advance(3_600_000);
    expect(await sent()).toBe(6);
  });

  it('that would wait for more than a day are dead letters, which a person can have sent', async () => {
    await using harness = await createHarness({ limits: { mailsPerRecipientPerHour: 1 } });
    const notifications = await harness.replica();
    const outcomes: string[] = [];
    for (let n = 0; n <= 26; n += 1)
      outcomes.push((await notifications.sendMail(mailRequest(`m${String(n).padStart(2, '0')}`))).outcome);
    expect(outcomes.slice(0, 2)).toEqual(['sent', 'queued']);
    expect(outcomes.filter((outcome) => outcome === 'limited')).toHaveLength(2);
    const dead = await notifications.list({ limit: 9, status: 'dead' });
    expect(dead.map(({ id, lastError }) => [id, lastError])).toEqual([
      ['m25', 'limited: a day of mails waits for this address'],
      ['m26', 'limited: a day of mails waits for this address'],
    ]);
    expect(await notifications.revive('m26')).toBe(true);
    await notifications.drain();
    expect(harness.catcher.messages()).toHaveLength(2);
    expect(await harness.metrics()).toMatch(/acebuddy_mails_limited_total\{[^}]*outcome="refused"[^}]*\} 2/);
    expect(await harness.metrics()).toMatch(/acebuddy_mails_limited_total\{[^}]*outcome="later"[^}]*\} 24/);
  });

  it('that ask an approver are held to the same pace', async () => {
    await using harness = await createHarness({ limits: { mailsPerRecipientPerHour: 1 } });
    const notifications = await harness.replica();
    await notifications.approvals.request(approvalRequest('r1'));
    await notifications.approvals.request(approvalRequest('r2'));
    await notifications.drain();
    expect(harness.catcher.messages()).toHaveLength(1);
    harness.clock.advance(3_600_000);
    await notifications.drain();
    expect(harness.catcher.messages()).toHaveLength(2);
  });

  it('names its recipient in no log line', async () => {
    await using harness = await createHarness();
    const notifications = await harness.replica();
    harness.catcher.failNext({ code: 554 });
    await notifications.sendMail(mailRequest('m1'));
    expect(JSON.stringify(harness.logs.lines)).not.toContain('ann@firm.example');
    expect(await harness.dump()).not.toContain('ann@firm.example');
  });
});

describeStores('mails of two replicas', (open, again) => {
  it('go out once per request, also when both are asked in parallel', async () => {
    const database = await open();
    await using harness = await createHarness({ database });
    const replicas = [await harness.replica(), await harness.replica({ database: await again(database) })];
    const asked = Array.from({ length: 20 }, (_, n) => mailRequest(`m${n % 5}`));
    await Promise.all(asked.map((request, n) => replicas[Math.floor(n / 5) % 2]?.sendMail(request)));
    for (const replica of replicas) await replica.drain();
    expect(harness.catcher.messages()).toHaveLength(5);
    const log = await replicas[0]?.list({ limit: 20 });
    expect(log?.map(({ id, status }) => [id, status])).toEqual([0, 1, 2, 3, 4].map((n) => [`m${n}`, 'sent']));
  });

  it('of one that died with its lease are sent by the other, and not before', async () => {
    const database = await open();
    await using harness = await createHarness({ database });
    const stalled = Promise.withResolvers<SendOutcome>();
    const stuck = { send: () => stalled.promise, ping: async () => {}, close: () => {} };
    const dying = await harness.replica({ mailer: stuck });
    void dying.sendMail(mailRequest('m1', { waitMs: 0 }));
    const successor = await harness.replica({ database: await again(database) });
    await expect.poll(async () => (await successor.list({ limit: 1 })).length).toBe(1);
    await successor.drain();
    harness.clock.advance(59_000);
    await successor.drain();
    expect(harness.catcher.messages()).toHaveLength(0);
    harness.clock.advance(1_001);
    await successor.drain();
    expect(harness.catcher.messages()).toHaveLength(1);
    // The first one wakes up: its lease is gone, and so is its say.
    stalled.resolve({ kind: 'permanent', reason: 'SMTP 554' });
    await dying.drain();
    expect(await successor.list({ limit: 1 })).toMatchObject([{ status: 'sent', lastError: null }]);
  });
});

describe('the SMTP adapter', () => {
  const letter = {
    to: { name: 'Ann', email: 'ann@firm.example' },
    subject: 's',
    text: 't',
    html: 'h',
    messageId: '<1@x>',
  };
  const options = { from: 'bot@acme.example', timeoutMs: 200 };

  it('takes a server that is not there for one that may come back', async () => {
    const catcher = await startMailCatcher();
    await catcher.close();
    const mailer = createSmtpMailer({ ...options, url: catcher.url });
    expect(await mailer.send(letter)).toEqual({ kind: 'temporary', reason: 'ESOCKET' });
    await expect(mailer.ping()).rejects.toThrow();
    mailer.close();
  });

  it.each([
    ['says nothing at all', ''],
    ['greets and then hangs', '220 hello\r\n'],
    ['begins a greeting without an end', '220-h\r\n'],
  ])('gives up on a server that %s', async (_name, greeting) => {
    await using server = await startSilentServer((socket) => socket.write(greeting));
    const mailer = createSmtpMailer({ ...options, url: `smtp://${server.host}` });
    expect(await mailer.send(letter)).toMatchObject({ kind: 'temporary' });
    mailer.close();
  });

  it('gives up on a server that answers for ever, line by line', async () => {
    await using server = await startSilentServer((socket) => {
      socket.write('220 hello\r\n');
      const drip = setInterval(() => socket.write('250-and\r\n'), 20);
      socket.on('close', () => clearInterval(drip));
    });
    const mailer = createSmtpMailer({ ...options, url: `smtp://${server.host}` });
    expect(await mailer.send(letter)).toEqual({ kind: 'temporary', reason: 'ETIMEDOUT' });
    mailer.close();
  });

  it.each([
    [{ code: 421 }, 'temporary'],
    [{ code: 552 }, 'permanent'],
    [{ at: 'rcpt', code: 450 }, 'temporary'],
    [{ at: 'rcpt', code: 550 }, 'permanent'],
    // The server wants another login: the letter itself is fine.
    [{ at: 'rcpt', code: 530 }, 'temporary'],
    [{ drop: 'lost' }, 'temporary'],
  ] as const)('takes %o for %s', async (failure, kind) => {
    const catcher = await startMailCatcher();
    const mailer = createSmtpMailer({ ...options, timeoutMs: 5_000, url: catcher.url });
    catcher.failNext(failure);
    expect((await mailer.send(letter)).kind).toBe(kind);
    mailer.close();
    await catcher.close();
  });

  it('lets no line break in a name, a subject or an address become a header', async () => {
    const catcher = await startMailCatcher();
    const mailer = createSmtpMailer({ ...options, timeoutMs: 5_000, url: catcher.url });
    const evil = 'x\r\nBcc: victim@other.example\r\nX-Evil: 1';
    await mailer.send({ ...letter, to: { name: evil, email: letter.to.email }, subject: evil, requestId: evil });
    const outcome = await mailer.send({ ...letter, to: { name: 'Ann', email: `a@b.example>${evil}` } });
    mailer.close();
    await catcher.close();
    for (const mail of catcher.messages()) {
      expect(mail.headers).not.toHaveProperty('bcc');
      expect(mail.headers).not.toHaveProperty('x-evil');
      expect(mail.envelope.to).not.toContain('victim@other.example');
    }
    expect(catcher.messages()[0]?.envelope.to).toEqual(['ann@firm.example']);
    expect(outcome.kind).not.toBe('temporary');
  });
});
