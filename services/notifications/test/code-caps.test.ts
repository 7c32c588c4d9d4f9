import { describeStores } from '@acebuddy/testkit';
import { describe, expect, it } from 'vitest';
import type { SendOutcome } from '../src/ports.ts';
import { createHarness, type HarnessOptions } from './harness.ts';
import { codeRequest, tryOf } from './samples.ts';

type Harness = Awaited<ReturnType<typeof createHarness>>;
type Codes = Awaited<ReturnType<Harness['replica']>>['codes'];

const hourMs = 3_600_000;
const plenty = { addressesPerChat: 1_000, perVisitorPerDay: 1_000, perNetworkPerDay: 1_000, strangersPerHour: 1_000 };
const victims = ({ catcher }: Harness) => catcher.messages().map(({ envelope }) => envelope.to[0]);

/** Asks for codes one after another, of strangers in chats of their own unless told otherwise. */
async function outcomes(codes: readonly Codes[], count: number, change: (n: number) => Record<string, unknown>) {
  const heard: string[] = [];
  for (let n = 0; n < count; n += 1) {
    const request = codeRequest(`ask-${n}`, {
      conversationId: `chat-${n}`,
      visitor: `visitor-${n}`,
      network: `network-${n}`,
      isKnown: false,
      to: { name: '', email: `victim-${n}@firm.example` },
      // How soon it went is not the question here.
      waitMs: 10_000,
      ...change(n),
    });
    heard.push((await codes[n % codes.length]?.send(request))?.outcome ?? 'nobody');
  }
  return heard;
}

const sent = (count: number) => Array.from({ length: count }, () => 'sent');
const limited = (count: number) => Array.from({ length: count }, () => 'limited');

describeStores('codes by mail', (open, again) => {
  const harnessOn = async (codeCaps: HarnessOptions['codeCaps'] = plenty) => {
    const harness = await createHarness({
      database: await open(),
      codeCaps,
      limits: { codesPerRecipientPerHour: 1_000 },
    });
    const other = await again(harness.database);
    const replicas = [(await harness.replica()).codes, (await harness.replica({ database: other })).codes];
    return { harness, replicas };
  };

  it('go to two addresses of one chat at most, over all replicas, however often each', async () => {
    const { harness, replicas } = await harnessOn({ ...plenty, addressesPerChat: 2 });
    await using _ = harness;
    const heard = await outcomes(replicas, 6, (n) => ({
      conversationId: 'chat-1',
      to: { name: '', email: `victim-${[0, 1, 0, 2, 3, 1][n]}@firm.example` },
    }));
    expect(heard).toEqual(['sent', 'sent', 'sent', 'limited', 'limited', 'sent']);
    expect(new Set(victims(harness))).toEqual(new Set(['victim-0@firm.example', 'victim-1@firm.example']));
  });

  it.each([
    ['visitor', { perVisitorPerDay: 6 }, { visitor: 'one' }, 6],
    ['network address', { perNetworkPerDay: 30 }, { network: '203.0.113.7' }, 30],
  ])('are capped for one %s in a day, and a new day has room again', async (_who, cap, same, max) => {
    const { harness, replicas } = await harnessOn({ ...plenty, ...cap });
    await using _ = harness;
    expect(await outcomes(replicas, max + 3, () => same)).toEqual([...sent(max), ...limited(3)]);
    expect(victims(harness)).toHaveLength(max);
    harness.clock.advance(24 * hourMs);
    expect(await outcomes(replicas, 1, () => ({ ...same, requestId: 'tomorrow' }))).toEqual(['sent']);
  });

  it('to known customers count for visitor and network as well, so that a cap tells nobody who is known', async () => {
    const { harness, replicas } = await harnessOn({ ...plenty, perVisitorPerDay: 4 });
    await using _ = harness;
    const heard = await outcomes(replicas, 6, (n) => ({ visitor: 'one', isKnown: n % 2 === 0 }));
    expect(heard).toEqual([...sent(4), ...limited(2)]);
  });

  it('are counted once for one request, also when many replicas take it at the same moment', async () => {
    const { harness, replicas } = await harnessOn({ ...plenty, perVisitorPerDay: 3 });
    await using _ = harness;
    const request = codeRequest('same', { visitor: 'one', isKnown: false });
    await Promise.all([0, 1, 0, 1, 0, 1].map((n) => replicas[n]?.send(request)));
    await Promise.all(replicas.map((codes) => codes.settled()));
    expect(victims(harness)).toHaveLength(1);
    expect(await outcomes(replicas, 4, () => ({ visitor: 'one' }))).toEqual([...sent(2), ...limited(2)]);
  });

  it('are counted right when everybody asks at the same moment', async () => {
    const { harness, replicas } = await harnessOn({ ...plenty, perNetworkPerDay: 5 });
    await using _ = harness;
    const asked = Array.from({ length: 20 }, (_value, n) =>
      replicas[n % 2]?.send(
        codeRequest(`at-once-${n}`, { conversationId: `chat-${n}`, visitor: `v${n}`, network: 'one', isKnown: false }),
      ),
    );
    const heard = (await Promise.all(asked)).map((answer) => answer?.outcome);
    expect(heard.filter((outcome) => outcome === 'limited')).toHaveLength(15);
    expect(victims(harness)).toHaveLength(5);
  });

  it('beyond a cap are answered alike when the request is repeated, after a restart as well', async () => {
    const { harness, replicas } = await harnessOn({ ...plenty, perVisitorPerDay: 1 });
    await using _ = harness;
    await outcomes(replicas, 2, () => ({ visitor: 'one' }));
    const successor = (await harness.replica({ database: await again(harness.database) })).codes;
    expect(await outcomes([successor], 2, () => ({ visitor: 'one' }))).toEqual(['sent', 'limited']);
    expect(victims(harness)).toHaveLength(1);
  });

  it('of all strangers together are capped in an hour: known customers get theirs, and nobody can tell who is who', async () => {
    const { harness, replicas } = await harnessOn({ ...plenty, strangersPerHour: 3 });
    await using _ = harness;
    expect(await outcomes(replicas, 5, () => ({}))).toEqual(sent(5));
    expect(victims(harness)).toHaveLength(3);
    expect((await replicas[0]?.send(codeRequest('known')))?.outcome).toBe('sent');
    expect(victims(harness)).toContain('ann@firm.example');
    // A repeat of the withheld one gets no mail either, and its code is tried like any other.
    expect((await outcomes(replicas, 5, () => ({}))).at(-1)).toBe('sent');
    expect(victims(harness)).toHaveLength(4);
    expect(await replicas[1]?.verify(tryOf('v1', '000000', { conversationId: 'chat-4' }))).toMatchObject({
      triesLeft: 4,
    });
    harness.clock.advance(hourMs);
    await outcomes(replicas, 1, () => ({ requestId: 'later' }));
    expect(victims(harness)).toHaveLength(5);
  });

  it('of strangers beyond the cap are an alarm: in the log, the metrics, the delivery log and one mail an hour', async () => {
    const { harness, replicas } = await harnessOn({ ...plenty, strangersPerHour: 2 });
    await using _ = harness;
    await outcomes(replicas, 6, () => ({}));
    const notifications = await harness.replica();
    await notifications.drain();
    const alarms = harness.catcher.messages().filter(({ envelope }) => envelope.to[0] === 'support@acme.example');
    expect(alarms.map(({ subject }) => subject)).toEqual(['Too many one-time codes to unknown addresses']);
    expect(harness.logs.lines.filter(({ level }) => level === 'error')).toMatchObject([{ perHour: 2 }]);
    expect(await harness.metrics()).toMatch(/acebuddy_codes_capped_total\{[^}]*cap="strangers"[^}]*\} 4/);
    const log = await notifications.list({ limit: 50, status: 'dead' });
    expect(log.map(({ lastError }) => lastError)).toContain(
      'withheld: too many codes to addresses that nobody knows in an hour',
    );
  });

  it('leave neither visitors nor networks nor addresses in store and log', async () => {
    const { harness, replicas } = await harnessOn();
    await using _ = harness;
    await outcomes(replicas, 2, () => ({ visitor: 'visitor-of-mine', network: '203.0.113.77' }));
    const kept = await harness.dump();
    expect(kept).toContain('ask-1');
    expect(kept).not.toMatch(/visitor-of-mine|203\.0\.113\.77|victim-/);
    expect(JSON.stringify(harness.logs.lines)).not.toMatch(/visitor-of-mine|203\.0\.113\.77|victim-/);
  });
});

describe('a code that is withheld', () => {
  it('ends as the last one that was sent did', async () => {
    let outcome: SendOutcome = { kind: 'sent' };
    const mailer = { send: async () => outcome, ping: async () => {}, close: () => {} };
    await using harness = await createHarness({ mailer, codeCaps: { ...plenty, strangersPerHour: 1 } });
    const { codes } = await harness.replica();
    expect(await outcomes([codes], 2, () => ({}))).toEqual(['sent', 'sent']);
    outcome = { kind: 'temporary', reason: 'ECONNREFUSED' };
    expect((await codes.send(codeRequest('known'))).outcome).toBe('failed');
    expect((await outcomes([codes], 3, () => ({}))).at(-1)).toBe('failed');
  });
});
