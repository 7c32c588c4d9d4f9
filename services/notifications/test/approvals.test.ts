import { describeStores } from '@acebuddy/testkit';
import { describe, expect, it } from 'vitest';
import { createHarness } from './harness.ts';
import { approvalRequest } from './samples.ts';

type Harness = Awaited<ReturnType<typeof createHarness>>;

const minutes = (count: number) => count * 60_000;
const days = (count: number) => count * 24 * 3_600_000;

function tokenIn({ catcher }: Harness, mail = 0): string {
  const [, token = ''] = /approvals\/([^?\s]+)\?decision=approve/.exec(catcher.messages()[mail]?.text ?? '') ?? [];
  return token;
}

const subjects = ({ catcher }: Harness) => catcher.messages().map(({ subject }) => subject);

describe('an approval', () => {
  it('is asked for by mail with links for both decisions', async () => {
    await using harness = await createHarness();
    const notifications = await harness.replica();
    await notifications.approvals.request(approvalRequest('r1'));
    await notifications.drain();
    expect(harness.catcher.messages()).toMatchObject([
      { envelope: { to: ['paul@firm.example'] }, subject: 'Please decide: A new user for the RDP server (#101)' },
    ]);
    const text = harness.catcher.messages()[0]?.text;
    expect(text).toContain('User name: new.person');
    expect(text).toMatch(/https:\/\/bot\.acme\.example\/approvals\/[\w.-]+\?decision=decline/);
    expect(text).toContain('You can decide until Monday, December 7, 2026 at 10:00 AM UTC');
    expect(await notifications.approvals.view(tokenIn(harness))).toMatchObject({
      status: 'open',
      requester: 'Ann Lee',
      subject: 'A new user for the RDP server',
      ticketNumber: '101',
      decidableUntil: 'Monday, December 7, 2026 at 10:00 AM UTC',
      brand: { companyName: 'Acme Hosting', logoUrl: null },
    });
  });

  it.each([
    [undefined, 'not verified'],
    [null, 'not verified'],
    ['not verified', 'not verified'],
    ['mailbox only', 'mailbox only'],
    ['verified', 'verified'],
  ] as const)(
    'asked for by somebody whose proof is %s says that she is %s, in the mail and on the page',
    async (proof, said) => {
      await using harness = await createHarness();
      const notifications = await harness.replica();
      const requester = { name: 'Ann Lee', email: 'ann@firm.example', ...(proof !== undefined && { proof }) };
      await notifications.approvals.request(approvalRequest('r1', { requester }));
      await notifications.drain();
      const text = harness.catcher.messages()[0]?.text ?? '';
      expect(text).toContain(`Identity of the requester: ${said}. `);
      // Before anything she wants, unless it is really her.
      expect(text.indexOf('Identity of the requester') < text.indexOf('asked our support')).toBe(said !== 'verified');
      const { requesterIdentity } = await notifications.approvals.view(tokenIn(harness));
      expect(requesterIdentity?.startsWith(`${said}. `)).toBe(true);
      // Whoever has decided is not told what to do before.
      expect(requesterIdentity?.includes('before you approve')).toBe(said !== 'verified');
      const decided = await notifications.approvals.decide(tokenIn(harness), 'decline', undefined);
      expect(decided.requesterIdentity?.startsWith(`${said}. `)).toBe(true);
      expect(decided.requesterIdentity).not.toContain('before you approve');
    },
  );

  it('of somebody who proved nothing has none of her words in the mail; the page has them', async () => {
    await using harness = await createHarness();
    const notifications = await harness.replica();
    const words = 'your account is closed, see https://evil.example/phish';
    const facts = [
      { label: 'Server', value: words },
      { label: 'Plan', value: '100 GB, $60 a month', isOurs: true },
    ];
    const requester = { name: words, email: 'evil@evil.example', proof: null };
    await notifications.approvals.request(approvalRequest('r1', { requester, subject: words, facts }));
    harness.clock.advance(minutes(240));
    await notifications.drain();
    expect(subjects(harness).toSorted()).toEqual([
      'Please decide: User Management (#101)',
      'Reminder: Please decide: User Management (#101)',
    ]);
    for (const { raw, text } of harness.catcher.messages()) {
      expect(`${raw}${text}`).not.toMatch(/evil\.example|your account is closed/);
      expect(text).toContain('Plan: 100 GB, $60 a month');
      expect(text).toContain('What else was written is on the page');
    }
    expect(await notifications.approvals.view(tokenIn(harness))).toMatchObject({
      subject: words,
      facts: [{ value: words }, {}],
    });
  });

  it('is decided by its link, once, and the first decision stands', async () => {
    await using harness = await createHarness();
    const notifications = await harness.replica();
    const { approvalId } = await notifications.approvals.request(approvalRequest('r1'));
    await notifications.drain();
    const token = tokenIn(harness);
    expect(await notifications.approvals.decide(token, 'approve', 'fine')).toMatchObject({ status: 'approved' });
    for (const decision of ['approve', 'decline'] as const)
      await expect(notifications.approvals.decide(token, decision, undefined)).rejects.toMatchObject({
        code: 'CONFLICT',
        message: 'This request was decided before; the first decision stands.',
      });
    const seen = await notifications.approvals.view(token);
    expect(seen).toMatchObject({ status: 'approved', decidedAt: 'Monday, November 23, 2026 at 10:00 AM UTC' });
    expect(await notifications.approvals.news(0, 10)).toEqual([
      {
        seq: 1,
        approvalId,
        conversationId: 'chat-1',
        requestId: 'r1',
        at: '2026-11-23T10:00:00.000Z',
        kind: 'approved',
        comment: 'fine',
      },
    ]);
  });

  it('refuses forged links and those of other approvals', async () => {
    await using harness = await createHarness();
    const notifications = await harness.replica();
    await notifications.approvals.request(approvalRequest('r1'));
    await notifications.approvals.request(approvalRequest('r2'));
    await notifications.drain();
    const [[id1 = '', sign1 = ''], [id2 = '', sign2 = '']] = [0, 1].map((n) => tokenIn(harness, n).split('.')) as [
      string[],
      string[],
    ];
    const forged = [
      `${id1}.${sign2}`,
      `${id2}.${sign1}`,
      `${id1}.${'A'.repeat(43)}`,
      `${id1}.`,
      id1,
      `unknown.${sign1}`,
    ];
    for (const token of forged) {
      await expect(notifications.approvals.decide(token, 'approve', undefined)).rejects.toMatchObject({
        code: 'NOT_FOUND',
      });
      await expect(notifications.approvals.view(token)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
    expect(await notifications.approvals.news(0, 10)).toEqual([]);
  });

  it('is decided by links that were signed before the keys were rotated, and not after the old key is gone', async () => {
    await using harness = await createHarness();
    const before = await harness.replica();
    await before.approvals.request(approvalRequest('r1'));
    await before.drain();
    const [oldKey, newKey] = [
      { id: 'k1', key: new Uint8Array(32).fill(7) },
      { id: 'k2', key: new Uint8Array(32).fill(8) },
    ];
    const rotated = await harness.replica({ encryptionKeys: [newKey, oldKey] });
    expect(await rotated.approvals.view(tokenIn(harness))).toMatchObject({ status: 'open' });
    const dropped = await harness.replica({ encryptionKeys: [newKey] });
    await expect(dropped.approvals.view(tokenIn(harness))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is reminded of once after the configured time, and the news say so', async () => {
    await using harness = await createHarness();
    const notifications = await harness.replica();
    await notifications.approvals.request(approvalRequest('r1', { remindAfterMinutes: 240 }));
    harness.clock.advance(minutes(239));
    await notifications.drain();
    expect(subjects(harness)).toHaveLength(1);
    harness.clock.advance(minutes(1));
    await notifications.drain();
    harness.clock.advance(days(2));
    await notifications.drain();
    expect(subjects(harness)).toEqual([
      'Please decide: A new user for the RDP server (#101)',
      'Reminder: Please decide: A new user for the RDP server (#101)',
    ]);
    expect(tokenIn(harness, 1)).toBe(tokenIn(harness, 0));
    expect(await notifications.approvals.news(0, 10)).toMatchObject([{ seq: 1, kind: 'reminded' }]);
  });

  it('that was decided is not reminded of and does not expire', async () => {
    await using harness = await createHarness();
    const notifications = await harness.replica();
    await notifications.approvals.request(approvalRequest('r1'));
    await notifications.drain();
    await notifications.approvals.decide(tokenIn(harness), 'decline', undefined);
    harness.clock.advance(days(20));
    await notifications.drain();
    expect(subjects(harness)).toHaveLength(1);
    expect((await notifications.approvals.news(0, 10)).map(({ kind }) => kind)).toEqual(['declined']);
  });

  it('that nobody decides expires after 14 days', async () => {
    await using harness = await createHarness();
    const notifications = await harness.replica();
    await notifications.approvals.request(approvalRequest('r1'));
    await notifications.drain();
    harness.clock.advance(days(14) - 1);
    await notifications.drain();
    expect(await notifications.approvals.view(tokenIn(harness))).toMatchObject({ status: 'open' });
    harness.clock.advance(1);
    await notifications.drain();
    expect((await notifications.approvals.news(0, 10)).map(({ kind }) => kind)).toEqual(['reminded', 'expired']);
    await expect(notifications.approvals.decide(tokenIn(harness), 'approve', undefined)).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('expired'),
    });
  });

  it('asked for again is the same one, with one mail', async () => {
    await using harness = await createHarness();
    const notifications = await harness.replica();
    const first = await notifications.approvals.request(approvalRequest('r1'));
    await notifications.drain();
    expect(await notifications.approvals.request(approvalRequest('r1'))).toEqual(first);
    await notifications.drain();
    expect(subjects(harness)).toHaveLength(1);
  });

  it('keeps names, addresses and facts out of the store in the clear', async () => {
    await using harness = await createHarness();
    const notifications = await harness.replica();
    await notifications.approvals.request(approvalRequest('r1'));
    await notifications.drain();
    await notifications.approvals.decide(tokenIn(harness), 'approve', 'a private remark');
    const kept = `${await harness.dump()}${JSON.stringify(harness.logs.lines)}`;
    for (const secret of ['paul@firm.example', 'new.person', 'Ann Lee', 'a private remark', tokenIn(harness)])
      expect(kept).not.toContain(secret);
  });
});

describeStores('approvals of two replicas', (open, again) => {
  const pair = async (harness: Harness) =>
    [await harness.replica(), await harness.replica({ database: await again(harness.database) })] as const;

  it('asked for in parallel are one, with one mail', async () => {
    await using harness = await createHarness({ database: await open() });
    const replicas = await pair(harness);
    const asked = await Promise.all(replicas.map(({ approvals }) => approvals.request(approvalRequest('r1'))));
    expect(asked[0]).toEqual(asked[1]);
    for (const replica of replicas) await replica.drain();
    expect(subjects(harness)).toHaveLength(1);
  });

  it('decided in parallel have one winner, and the news tell that decision with its comment', async () => {
    await using harness = await createHarness({ database: await open() });
    const replicas = await pair(harness);
    await replicas[0].approvals.request(approvalRequest('r1'));
    await replicas[0].drain();
    const token = tokenIn(harness);
    const decided = await Promise.allSettled([
      replicas[0].approvals.decide(token, 'approve', 'yes'),
      replicas[1].approvals.decide(token, 'decline', 'no'),
    ]);
    const wins = decided.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value.status] : []));
    expect(wins).toHaveLength(1);
    harness.clock.advance(minutes(2));
    for (const replica of replicas) await replica.drain();
    const comment = wins[0] === 'approved' ? 'yes' : 'no';
    expect(await replicas[1].approvals.news(0, 10)).toMatchObject([{ kind: wins[0], comment }]);
  });

  it('whose mails were lost in a crash get them when asked for again', async () => {
    await using harness = await createHarness({ database: await open() });
    const replicas = await pair(harness);
    const { approvalId } = await replicas[0].approvals.request(approvalRequest('r1'));
    await removeDeliveries(harness);
    expect(await replicas[1].approvals.request(approvalRequest('r1'))).toEqual({ approvalId });
    await replicas[1].drain();
    harness.clock.advance(minutes(240));
    await replicas[1].drain();
    expect(subjects(harness)).toHaveLength(2);
  });

  it('whose news were lost in a crash after the decision are told a minute later', async () => {
    await using harness = await createHarness({ database: await open() });
    const replicas = await pair(harness);
    await replicas[0].approvals.request(approvalRequest('r1'));
    await replicas[0].drain();
    await replicas[0].approvals.decide(tokenIn(harness), 'decline', 'too expensive');
    await removeNews(harness);
    expect(await replicas[1].approvals.news(0, 10)).toEqual([]);
    harness.clock.advance(minutes(2));
    await replicas[1].drain();
    expect(await replicas[1].approvals.news(0, 10)).toMatchObject([{ kind: 'declined', comment: 'too expensive' }]);
  });

  it('number their news without gaps for a reader who follows', async () => {
    await using harness = await createHarness({ database: await open() });
    const replicas = await pair(harness);
    const ids = [0, 1, 2, 3, 4, 5];
    for (const id of ids) await replicas[id % 2 === 0 ? 0 : 1].approvals.request(approvalRequest(`r${id}`));
    for (const replica of replicas) await replica.drain();
    await Promise.all(
      ids.map((id) => replicas[id % 2 === 0 ? 1 : 0].approvals.decide(tokenIn(harness, id), 'approve', undefined)),
    );
    const news = await replicas[0].approvals.news(0, 10);
    expect(news.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(await replicas[1].approvals.news(4, 10)).toEqual(news.slice(4));
    expect(await replicas[1].approvals.news(2, 2)).toEqual(news.slice(2, 4));
  });
});

/** As a crash right after the approval was stored would leave it. */
async function removeDeliveries({ database }: Harness): Promise<void> {
  if (database.kind === 'mongo') await database.db.collection('deliveries').deleteMany({});
  else database.db.exec('DELETE FROM deliveries');
}

/** As a crash right after the decision was stored would leave it. */
async function removeNews({ database }: Harness): Promise<void> {
  if (database.kind === 'mongo') await database.db.collection('feeds').deleteMany({});
  else database.db.exec('DELETE FROM news');
}
