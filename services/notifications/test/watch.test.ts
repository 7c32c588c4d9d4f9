import { type Attention, attentionKinds, type WeekMail } from '@acebuddy/contracts';
import { createLocalClient } from '@acebuddy/service-kit';
import type { Database } from '@acebuddy/storage';
import { describeStores } from '@acebuddy/testkit';
import { describe, expect, it, test } from 'vitest';
import { alerts } from '../src/alerts/alert-table.ts';
import { lastWeek } from '../src/alerts/last-week.ts';
import type { Letter, Mailer } from '../src/ports.ts';
import type { NotificationsRouter } from '../src/router.ts';
import { createHarness, startsAt } from './harness.ts';
import { mailRequest } from './samples.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const lead = 'lead@acme.example';
const watch = { alerts: true, weekly: true, lead };

async function start(database?: Database, settings = watch, mailer?: Mailer) {
  const harness = await createHarness({
    ...(database === undefined ? {} : { database }),
    ...(mailer === undefined ? {} : { mailer }),
  });
  const { logger } = harness.logs;
  async function replica() {
    const notifications = await harness.replica({ watch: settings });
    const router = harness.servers.at(-1)?.router;
    if (router === undefined) throw new TypeError('the replica has no router');
    const client = createLocalClient<NotificationsRouter>({ name: 'notifications', router, logger, timeoutMs: 10_000 });
    return { notifications, client };
  }
  const first = await replica();
  return {
    ...harness,
    ...first,
    another: replica,
    async subjects() {
      await first.notifications.drain();
      return harness.catcher.messages().map(({ subject }) => subject);
    },
    [Symbol.asyncDispose]: () => harness[Symbol.asyncDispose](),
  };
}

const seen = (kind: string, change: Partial<Attention> = {}) => ({
  items: [{ kind: kind as Attention['kind'], count: 2, oldestAt: null, detail: null, ...change }],
  silent: [],
});
const nothing = { items: [], silent: [] };

describe('each kind of attention', () => {
  for (const kind of attentionKinds)
    it(`${kind}: is mailed once it has been there for its limit, and nothing is mailed while all is quiet`, async () => {
      await using world = await start();
      const { client, clock } = world;
      const limitMs = (alerts[kind]?.limitMinutes ?? 0) * minute;
      for (let quiet = 0; quiet < 3; quiet += 1) {
        expect(await client.noteAttention.mutate(nothing)).toEqual({ mailed: [] });
        clock.advance(day);
      }
      expect(await client.noteAttention.mutate(seen(kind))).toEqual({ mailed: [] });
      clock.advance(limitMs - 1);
      expect(await client.noteAttention.mutate(seen(kind))).toEqual({ mailed: [] });
      expect(await world.subjects()).toEqual([]);
      clock.advance(1);
      expect(await client.noteAttention.mutate(seen(kind))).toEqual({ mailed: [kind] });
      const [subject = ''] = await world.subjects();
      expect(subject).toMatch(/^Needs attention: \S/);
      const mail = world.catcher.messages()[0];
      expect(mail?.envelope.to).toEqual([lead]);
      expect(mail?.text).toContain(`https://bot.acme.example${alerts[kind]?.page}`);
      expect(mail?.text).toContain(`https://bot.acme.example/runbook/${kind}`);
    });

  test('that passes before its limit is not mailed', async () => {
    await using world = await start();
    await world.client.noteAttention.mutate(seen('desk_trouble'));
    for (let looks = 0; looks < 30; looks += 1) {
      world.clock.advance(minute);
      await world.client.noteAttention.mutate(nothing);
    }
    expect(await world.subjects()).toEqual([]);
  });
});

describeStores('what needs attention', (open, again) => {
  it('is mailed once over replicas and restarts, and again only when it went away and came back', async () => {
    const database = await open();
    await using world = await start(database);
    const { clock } = world;
    const replicas = [world.client, (await world.another()).client, (await world.another()).client];
    const look = (what: Parameters<typeof world.client.noteAttention.mutate>[0]) =>
      Promise.all(replicas.map((client) => client.noteAttention.mutate(what)));
    await look(seen('dead_letters'));
    for (let looks = 0; looks < 4; looks += 1) {
      clock.advance(5 * minute);
      await look(seen('dead_letters'));
    }
    expect(await world.subjects()).toEqual(['Needs attention: 2 pieces of work were given up']);

    await using restarted = await start(await again(database));
    restarted.clock.advance(clock.now().getTime() - Date.parse(startsAt) + 5 * minute);
    await restarted.client.noteAttention.mutate(seen('dead_letters', { count: 7 }));
    expect(await restarted.subjects()).toEqual([]);
    // Away for one look only: the same as before.
    await restarted.client.noteAttention.mutate(nothing);
    restarted.clock.advance(minute);
    await restarted.client.noteAttention.mutate(seen('dead_letters'));
    restarted.clock.advance(10 * minute);
    await restarted.client.noteAttention.mutate(seen('dead_letters'));
    expect(await restarted.subjects()).toEqual([]);
    for (const look of [nothing, nothing, seen('dead_letters', { count: 1 }), seen('dead_letters', { count: 1 })]) {
      await restarted.client.noteAttention.mutate(look);
      restarted.clock.advance(11 * minute);
    }
    expect(await restarted.subjects()).toEqual(['Needs attention: 1 piece of work was given up']);
  });

  it('is looked at by one at a time', async () => {
    await using world = await start(await open());
    const other = (await world.another()).client;
    const take = async () => {
      const turns = await Promise.all([world.client.takeWatch.mutate(), other.takeWatch.mutate()]);
      return turns.filter(({ mine }) => mine).length;
    };
    expect([await take(), await take()]).toEqual([1, 0]);
    world.clock.advance(minute);
    expect(await take()).toBe(1);
  });
});

test('what a silent service owns is neither there nor away', async () => {
  await using world = await start();
  const { client, clock } = world;
  await client.noteAttention.mutate(seen('ticket_late'));
  clock.advance(20 * minute);
  expect(await client.noteAttention.mutate({ items: [], silent: ['conversation'] })).toEqual({ mailed: [] });
  clock.advance(60 * minute);
  await client.noteAttention.mutate({ items: [], silent: ['conversation'] });
  expect(await client.noteAttention.mutate(seen('ticket_late'))).toEqual({ mailed: ['ticket_late'] });
  clock.advance(60 * minute);
  await client.noteAttention.mutate({ items: [], silent: ['conversation'] });
  clock.advance(60 * minute);
  expect(await client.noteAttention.mutate(seen('ticket_late'))).toEqual({ mailed: [] });
});

test('what is older than its limit when it is seen first is mailed at once, in the zone of the operator', async () => {
  await using world = await start();
  await world.client.noteAttention.mutate(seen('person_waiting', { count: 1, oldestAt: '2026-11-23T09:40:00.000Z' }));
  await world.subjects();
  expect(world.catcher.messages()[0]?.text).toContain('Since Monday, November 23, 2026 at 9:40 AM UTC.');
});

test('a mail server that is down stands among what needs attention, and is mailed when it is back', async () => {
  let isUp = true;
  const letters: Letter[] = [];
  const mailer: Mailer = {
    async send(letter) {
      if (!isUp) return { kind: 'temporary', reason: 'SMTP 421' };
      letters.push(letter);
      return { kind: 'sent' };
    },
    async ping() {
      if (!isUp) throw Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
    },
    close: () => undefined,
  };
  await using world = await start(undefined, watch, mailer);
  const { client, clock, notifications } = world;
  expect(await client.attention.query()).toEqual({ items: [] });
  isUp = false;
  await client.sendMail.mutate(mailRequest('m1'));
  await notifications.drain();
  const { items } = await client.attention.query();
  expect(items).toMatchObject([
    { kind: 'mail_trouble', count: 1, oldestAt: expect.stringMatching(/^2026-11-23T(?:10:00|09:59)/) },
  ]);
  expect(items[0]?.detail).toMatch(/^The mail server does not take our connection \(ECONNREFUSED\): .*SMTP_URL/);
  await expect(client.mailReady.query()).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
  clock.advance(6 * minute);
  expect(await client.noteAttention.mutate({ items, silent: [] })).toEqual({ mailed: ['mail_trouble'] });
  await notifications.drain();
  expect(letters).toEqual([]);
  isUp = true;
  clock.advance(day);
  await notifications.drain();
  expect(letters.map(({ subject }) => subject)).toContain('Needs attention: Mails could not go out');
});

describe('the week', () => {
  const figure = { id: 'runs', title: 'Runs begun', unit: 'count', value: 12, before: 8 };
  const week: WeekMail = {
    from: '2026-11-23',
    to: '2026-11-29',
    currency: 'USD',
    figures: [figure, { id: 'completion_rate', title: 'Completion rate', unit: 'share', value: 0.8, before: null }],
    look: [
      { what: 'attention', item: seen('person_waiting').items[0] as Attention },
      { what: 'figure', figure },
      {
        what: 'question',
        workflow: 'disk_upgrade',
        workflowName: 'Disk space',
        question: 'server',
        asked: 10,
        again: 6,
      },
    ],
  };

  it('is mailed on Monday morning, once, and not for a time before the product was there', async () => {
    await using world = await start();
    const { client, clock } = world;
    const other = (await world.another()).client;
    // A Monday at ten.
    expect(await client.takeWatch.mutate()).toEqual({ mine: true, week: null });
    clock.advance(7 * day - 3 * 60 * minute - 1);
    expect(await client.takeWatch.mutate()).toEqual({ mine: true, week: null });
    clock.advance(minute);
    expect(await other.takeWatch.mutate()).toEqual({ mine: true, week: { from: week.from, to: week.to } });
    const sent = await Promise.all([other.sendWeek.mutate(week), client.sendWeek.mutate(week)]);
    expect(sent.filter(({ queued }) => queued)).toHaveLength(1);
    clock.advance(minute);
    expect(await client.takeWatch.mutate()).toEqual({ mine: true, week: null });
    expect(await world.subjects()).toEqual(['The week of 2026-11-23 in the support chat']);
    const text = world.catcher.messages()[0]?.text ?? '';
    for (const words of [
      'Runs begun: 12 (week before: 8)',
      'Completion rate: 80 %',
      '3 things to look at:',
      '2 customers asked for a person, and nobody came',
      'Disk space: the question "server" was asked again for 6 of 10 answers',
      'https://bot.acme.example/console/workflows/disk_upgrade',
    ])
      expect(text).toContain(words);
  });

  it('begins where the operator is', () => {
    const at = new Date('2026-11-30T11:59:00.000Z');
    expect(lastWeek(at, 'America/New_York').from).toBe('2026-11-16');
    expect(lastWeek(at, 'Europe/Berlin')).toEqual({ from: '2026-11-23', to: '2026-11-29' });
    expect(lastWeek(new Date('2026-11-30T12:00:00.000Z'), 'America/New_York').from).toBe('2026-11-23');
  });
});

test('both can be switched off', async () => {
  await using quiet = await start(undefined, { alerts: false, weekly: false, lead });
  expect(await quiet.client.takeWatch.mutate()).toEqual({ mine: false, week: null });
  await using onlyWeeks = await start(undefined, { alerts: false, weekly: true, lead });
  await onlyWeeks.client.noteAttention.mutate(seen('dead_letters', { oldestAt: '2026-11-20T00:00:00.000Z' }));
  expect(await onlyWeeks.subjects()).toEqual([]);
  await using onlyAlerts = await start(undefined, { alerts: true, weekly: false, lead });
  await onlyAlerts.client.takeWatch.mutate();
  onlyAlerts.clock.advance(14 * day);
  expect(await onlyAlerts.client.takeWatch.mutate()).toEqual({ mine: true, week: null });
});

test('a mail of either kind can be looked at by those who work with mails', async () => {
  await using world = await start();
  await world.client.noteAttention.mutate(seen('failed_mails', { oldestAt: '2026-11-20T00:00:00.000Z' }));
  await world.subjects();
  const { items } = await world.client.listMails.query({ kind: 'alert' });
  expect(items).toMatchObject([{ template: 'attention', to: 'l•••@acme.example', status: 'sent' }]);
  const view = await world.client.getMail.query({ id: items[0]?.id ?? '' });
  expect(view.preview?.text).toContain('2 mails were given up');
});
