import { describeStores, eventually } from '@acebuddy/testkit';
import { describe, expect, it } from 'vitest';
import type { Letter, SendOutcome } from '../src/ports.ts';
import { createHarness } from './harness.ts';
import { codeRequest, tryOf } from './samples.ts';

type Harness = Awaited<ReturnType<typeof createHarness>>;

const codesIn = ({ catcher }: Harness) => catcher.messages().map(({ text }) => /^ {4}(\d{6})$/m.exec(text)?.[1] ?? '');
const wrongOf = (code: string) => (code === '000000' ? '000001' : '000000');

/** A mailer whose letters wait until the test lets them go. */
function heldMailer() {
  const held: { letter: Letter; end: (outcome: SendOutcome) => void }[] = [];
  return {
    held,
    send: (letter: Letter) => new Promise<SendOutcome>((end) => held.push({ letter, end })),
    ping: async () => {},
    close: () => {},
  };
}

describe('a one-time code', () => {
  it('is six digits, sent by mail, and proves who has it, once', async () => {
    await using harness = await createHarness();
    const { codes } = await harness.replica();
    expect((await codes.send(codeRequest('s1'))).outcome).toBe('sent');
    const [code = ''] = codesIn(harness);
    expect(code).toMatch(/^\d{6}$/);
    expect(await codes.verify(tryOf('v1', `${code.slice(0, 3)} ${code.slice(3)}`))).toMatchObject({
      result: 'verified',
    });
    expect(await codes.verify(tryOf('v2', code))).toMatchObject({ result: 'spent', triesLeft: 0 });
  });

  it('is good for ten minutes', async () => {
    await using harness = await createHarness();
    const { codes } = await harness.replica();
    for (const [id, afterMs, result] of [
      ['1', 10 * 60_000 - 1, 'verified'],
      ['2', 10 * 60_000, 'spent'],
    ] as const) {
      await codes.send(codeRequest(`s${id}`));
      harness.clock.advance(afterMs);
      expect(await codes.verify(tryOf(`v${id}`, codesIn(harness).at(-1) ?? ''))).toMatchObject({ result });
    }
  });

  it('allows five tries', async () => {
    await using harness = await createHarness();
    const { codes } = await harness.replica();
    await codes.send(codeRequest('s1'));
    const [code = ''] = codesIn(harness);
    const tried = [];
    for (const n of [1, 2, 3, 4, 5]) tried.push(await codes.verify(tryOf(`v${n}`, wrongOf(code))));
    expect(tried.map(({ result, triesLeft }) => [result, triesLeft])).toEqual([
      ['wrong', 4],
      ['wrong', 3],
      ['wrong', 2],
      ['wrong', 1],
      ['spent', 0],
    ]);
    expect(await codes.verify(tryOf('v6', code))).toMatchObject({ result: 'spent' });
  });

  it('is bound to its conversation and purpose', async () => {
    await using harness = await createHarness();
    const { codes } = await harness.replica();
    await codes.send(codeRequest('s1'));
    await codes.send(codeRequest('s2', { conversationId: 'chat-2' }));
    const [first = '', second = ''] = codesIn(harness);
    expect(await codes.verify(tryOf('v1', first, { purpose: 'other' }))).toMatchObject({ result: 'spent' });
    if (first !== second)
      expect(await codes.verify(tryOf('v2', first, { conversationId: 'chat-2' }))).toMatchObject({ result: 'wrong' });
    expect(await codes.verify(tryOf('v3', first))).toMatchObject({ result: 'verified' });
  });

  it('is replaced by the next one', async () => {
    await using harness = await createHarness();
    const { codes } = await harness.replica();
    await codes.send(codeRequest('s1'));
    await codes.verify(tryOf('v0', 'nonsense'));
    await codes.send(codeRequest('s2'));
    const [old = '', fresh = ''] = codesIn(harness);
    if (old !== fresh) expect(await codes.verify(tryOf('v1', old))).toEqual({ result: 'wrong', triesLeft: 4 });
    expect(await codes.verify(tryOf('v2', fresh))).toMatchObject({ result: 'verified' });
  });

  it('checked again by the same request is one try with one answer', async () => {
    await using harness = await createHarness();
    const { codes } = await harness.replica();
    await codes.send(codeRequest('s1'));
    const [code = ''] = codesIn(harness);
    const wrong = tryOf('v1', wrongOf(code));
    expect([await codes.verify(wrong), await codes.verify(wrong)]).toEqual([
      { result: 'wrong', triesLeft: 4 },
      { result: 'wrong', triesLeft: 4 },
    ]);
    const right = tryOf('v2', code);
    expect((await codes.verify(right)).result).toBe('verified');
    expect((await codes.verify(right)).result).toBe('verified');
  });

  it('that nobody sent is spent', async () => {
    await using harness = await createHarness();
    const { codes } = await harness.replica();
    expect(await codes.verify(tryOf('v1', '123456'))).toEqual({ result: 'spent', triesLeft: 0 });
  });

  it('goes to an address that nobody knows as well, in the same words without the name she gave', async () => {
    await using harness = await createHarness();
    const { codes } = await harness.replica();
    expect(await codes.send(codeRequest('s1'))).toMatchObject({ outcome: 'sent' });
    expect(await codes.send(codeRequest('s2', { isKnown: false }))).toMatchObject({ outcome: 'sent' });
    const [known, stranger] = harness.catcher.messages();
    const [knownCode = '', code = ''] = codesIn(harness);
    expect(stranger?.text).toContain('Hello,');
    expect(stranger?.raw).not.toContain('Ann Lee');
    expect(known?.text).toBe(stranger?.text?.replace('Hello,', 'Hello Ann Lee,').replace(code, knownCode));
    expect(await codes.verify(tryOf('v1', wrongOf(code)))).toEqual({ result: 'wrong', triesLeft: 4 });
    expect(await codes.verify(tryOf('v2', code))).toMatchObject({ result: 'verified' });
  });

  it('is in no store and no log', async () => {
    await using harness = await createHarness();
    const { codes } = await harness.replica();
    await codes.send(codeRequest('s1'));
    const [code = 'none'] = codesIn(harness);
    await codes.verify(tryOf('v1', code));
    const kept = `${await harness.dump()}${JSON.stringify(harness.logs.lines)}`;
    expect(kept).toContain('chat-1|password_reset');
    expect(kept).not.toContain(code);
    expect(kept).not.toContain(Buffer.from(code).toString('base64url'));
  });

  it('beyond the limit of one address in an hour is not sent', async () => {
    await using harness = await createHarness({ limits: { codesPerRecipientPerHour: 2 } });
    const { codes } = await harness.replica();
    const outcomes = [];
    for (const id of ['s1', 's2', 's3', 's1']) outcomes.push((await codes.send(codeRequest(id))).outcome);
    expect(outcomes).toEqual(['sent', 'sent', 'limited', 'sent']);
    const other = { to: { name: 'Bob', email: 'bob@firm.example' }, conversationId: 'chat-2' };
    expect((await codes.send(codeRequest('s4', other))).outcome).toBe('sent');
    harness.clock.advance(3_600_001);
    expect((await codes.send(codeRequest('s5'))).outcome).toBe('sent');
  });

  it('that the mail server refuses has failed, and is not sent later', async () => {
    await using harness = await createHarness();
    const notifications = await harness.replica();
    harness.catcher.failNext({ code: 451 });
    expect((await notifications.codes.send(codeRequest('s1'))).outcome).toBe('failed');
    expect(harness.logs.lines).toContainEqual(
      expect.objectContaining({ level: 'error', kind: 'code', msg: expect.stringContaining('could not be sent') }),
    );
    harness.clock.advance(3_600_000);
    await notifications.drain();
    expect((await notifications.codes.send(codeRequest('s1'))).outcome).toBe('failed');
    expect(harness.catcher.messages()).toEqual([]);
    expect(await notifications.revive('s1')).toBe(false);
  });

  it('that is still under way when the time is up is promised, and a repeat sends no second one', async () => {
    const mailer = heldMailer();
    await using harness = await createHarness({ mailer });
    const { codes } = await harness.replica();
    expect((await codes.send(codeRequest('s1', { waitMs: 20 }))).outcome).toBe('queued');
    expect((await codes.send(codeRequest('s1'))).outcome).toBe('queued');
    expect(mailer.held).toHaveLength(1);
    mailer.held[0]?.end({ kind: 'sent' });
    await codes.settled();
    expect((await codes.send(codeRequest('s1'))).outcome).toBe('sent');
  });

  it('sent while the store went away is still said to be sent', async () => {
    const mailer = heldMailer();
    await using harness = await createHarness({ mailer });
    const { codes } = await harness.replica();
    const sending = codes.send(codeRequest('s1', { waitMs: 5_000 }));
    await eventually(() => mailer.held.length === 1);
    await harness.database.close();
    mailer.held[0]?.end({ kind: 'sent' });
    expect((await sending).outcome).toBe('sent');
    expect(harness.logs.lines).toContainEqual(
      expect.objectContaining({ msg: 'the sending of a code could not be recorded' }),
    );
  });
});

describeStores('codes of two replicas', (open, again) => {
  const pair = async (harness: Harness) =>
    [
      (await harness.replica()).codes,
      (await harness.replica({ database: await again(harness.database) })).codes,
    ] as const;

  it('asked for in parallel by one request are one code', async () => {
    await using harness = await createHarness({ database: await open() });
    const replicas = await pair(harness);
    await Promise.all([0, 1, 0, 1].map((n) => replicas[n === 0 ? 0 : 1].send(codeRequest('s1'))));
    await Promise.all(replicas.map((codes) => codes.settled()));
    expect(codesIn(harness)).toHaveLength(1);
    expect(await replicas[1].verify(tryOf('v1', codesIn(harness)[0] ?? ''))).toMatchObject({ result: 'verified' });
  });

  it('count parallel wrong tries right', async () => {
    await using harness = await createHarness({ database: await open() });
    const replicas = await pair(harness);
    await replicas[0].send(codeRequest('s1'));
    const wrong = wrongOf(codesIn(harness)[0] ?? '');
    const tried = await Promise.all(
      Array.from({ length: 12 }, (_, n) => replicas[n % 2 === 0 ? 0 : 1].verify(tryOf(`v${n}`, wrong))),
    );
    expect(
      tried
        .map(({ triesLeft }) => triesLeft)
        .toSorted((a, b) => b - a)
        .slice(0, 4),
    ).toEqual([4, 3, 2, 1]);
    expect(tried.filter(({ result }) => result === 'wrong')).toHaveLength(4);
    expect(tried.filter(({ result }) => result === 'spent')).toHaveLength(8);
  });

  it('typed twice at the same moment verify once', async () => {
    await using harness = await createHarness({ database: await open() });
    const replicas = await pair(harness);
    await replicas[0].send(codeRequest('s1'));
    const [code = ''] = codesIn(harness);
    const tried = await Promise.all(replicas.map((codes, n) => codes.verify(tryOf(`v${n}`, code))));
    expect(tried.map(({ result }) => result).toSorted()).toEqual(['spent', 'verified']);
  });

  it('of one that died before its mail left are replaced by a fresh code when asked again', async () => {
    const mailer = heldMailer();
    await using harness = await createHarness({ database: await open() });
    const dying = (await harness.replica({ mailer })).codes;
    await dying.send(codeRequest('s1', { waitMs: 1 }));
    const successor = (await harness.replica({ database: await again(harness.database) })).codes;
    expect((await successor.send(codeRequest('s1'))).outcome).toBe('queued');
    harness.clock.advance(61_000);
    expect((await successor.send(codeRequest('s1'))).outcome).toBe('sent');
    const lost = /^ {4}(\d{6})$/m.exec(mailer.held[0]?.letter.text ?? '')?.[1] ?? '';
    const [fresh = ''] = codesIn(harness);
    if (lost !== fresh) expect(await successor.verify(tryOf('v1', lost))).toMatchObject({ result: 'wrong' });
    expect(await successor.verify(tryOf('v2', fresh))).toMatchObject({ result: 'verified' });
    // The dead one's late end changes nothing.
    mailer.held[0]?.end({ kind: 'permanent', reason: 'late' });
    await dying.settled();
    expect((await successor.send(codeRequest('s1'))).outcome).toBe('sent');
  });
});
