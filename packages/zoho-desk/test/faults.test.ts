import { describe, expect, it } from 'vitest';
import { createStaticToken, type DeskFailure, type NewTicket } from '../src/index.ts';
import type { FaultRule } from '../src/simulator/index.ts';
import { connect, startDesk } from './harness/desk-under-test.ts';
import { createFakeClock } from './harness/fake-clock.ts';
import { failureOf } from './harness/results.ts';

const ticket: NewTicket = {
  subject: 'Cannot log in',
  description: { text: 'It says no.\nReference: AB-7K2M9QXD' },
  contact: { name: 'Carol Baker', email: 'carol@zylker.example' },
  cf: { cf_reference: 'AB-7K2M9QXD' },
};

interface Expected {
  readonly kind: DeskFailure['kind'];
  readonly created: DeskFailure['created'];
  readonly code: string;
  /** Tickets in the portal afterwards. */
  readonly tickets: 0 | 1;
}

describe('what a create reports when the connection or Desk fails', () => {
  it.each<[FaultRule['kind'], Expected]>([
    ['hang', { kind: 'unknown_outcome', created: 'unknown', code: 'TIMEOUT', tickets: 0 }],
    ['hang_after', { kind: 'unknown_outcome', created: 'unknown', code: 'TIMEOUT', tickets: 1 }],
    ['reset_before', { kind: 'unknown_outcome', created: 'unknown', code: 'ECONNRESET', tickets: 0 }],
    ['reset_after', { kind: 'unknown_outcome', created: 'unknown', code: 'ECONNRESET', tickets: 1 }],
    ['error_before', { kind: 'unknown_outcome', created: 'unknown', code: 'INTERNAL_SERVER_ERROR', tickets: 0 }],
    ['error_after', { kind: 'unknown_outcome', created: 'unknown', code: 'INTERNAL_SERVER_ERROR', tickets: 1 }],
    ['gateway_before', { kind: 'unknown_outcome', created: 'unknown', code: 'HTTP_502', tickets: 0 }],
    ['gateway_after', { kind: 'unknown_outcome', created: 'unknown', code: 'HTTP_502', tickets: 1 }],
    ['daily', { kind: 'exhausted', created: 'no', code: 'THRESHOLD_EXCEEDED', tickets: 0 }],
    ['ok_with_error', { kind: 'unknown_outcome', created: 'unknown', code: 'INTERNAL_SERVER_ERROR', tickets: 0 }],
    ['html', { kind: 'unknown_outcome', created: 'unknown', code: 'UNREADABLE_ANSWER', tickets: 0 }],
    ['mandatory_field', { kind: 'rejected', created: 'no', code: 'INVALID_DATA', tickets: 0 }],
    ['truncated', { kind: 'unknown_outcome', created: 'unknown', code: 'UNREADABLE_ANSWER', tickets: 1 }],
    ['cut_off', { kind: 'unknown_outcome', created: 'unknown', code: 'ECONNRESET', tickets: 1 }],
    ['slow_drip', { kind: 'unknown_outcome', created: 'unknown', code: 'TIMEOUT', tickets: 1 }],
    ['redirect', { kind: 'unknown_outcome', created: 'unknown', code: 'HTTP_302', tickets: 0 }],
  ])('%s', async (kind, { tickets, ...expected }) => {
    await using world = await startDesk();
    world.simulator.addFault({ kind, operations: ['createTicket'], delayMs: 200 });
    const result = await world.desk.createTicket(ticket, { timeoutMs: 650 });
    expect(failureOf(result)).toMatchObject(expected);
    expect(world.simulator.tickets()).toHaveLength(tickets);
    expect(world.simulator.stats().calls.createTicket?.calls).toBe(1);
  });

  it('gives the place of a caller that hung up to the next, also when it had not begun yet', async () => {
    await using world = await startDesk({ settings: { concurrencyMax: 1 } });
    world.simulator.addFault({ kind: 'latency', delayMs: 900, operations: ['createTicket'], times: 1 });
    world.simulator.addFault({ kind: 'hang', operations: ['createTicket'], times: 1 });
    expect(failureOf(await world.desk.createTicket(ticket, { timeoutMs: 650 }))).toMatchObject({ code: 'TIMEOUT' });
    await expect.poll(() => world.simulator.stats().inFlight).toBe(0);
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(await world.desk.createTicket(ticket)).toMatchObject({ ok: true });
    expect(world.simulator.stats()).toMatchObject({ inFlight: 0, concurrencySeen: 1 });
  });

  it('takes the JSON of a create whatever type it is said to have', async () => {
    await using world = await startDesk();
    world.simulator.addFault({ kind: 'wrong_type', operations: ['createTicket'] });
    expect(await world.desk.createTicket(ticket)).toMatchObject({ ok: true, value: { ticketNumber: '101' } });
  });

  it('waits for a slow answer', async () => {
    await using world = await startDesk();
    world.simulator.addFault({ kind: 'latency', operations: ['createTicket'], delayMs: 200 });
    world.simulator.addFault({ kind: 'slow_drip', operations: ['createTicket'], delayMs: 1 });
    expect(await world.desk.createTicket(ticket)).toMatchObject({ ok: true });
  });

  it('knows that nothing was done when nobody listens', async () => {
    await using world = await startDesk();
    const nowhere = await startDesk();
    await nowhere.simulator.close();
    const desk = connect(world.simulator, nowhere.origin, { tokens: createStaticToken('any') });
    expect(failureOf(await desk.createTicket(ticket))).toMatchObject({
      kind: 'unavailable',
      created: 'no',
      code: 'ECONNREFUSED',
    });
  });

  it('says which field of the portal’s layout is missing', async () => {
    await using world = await startDesk();
    world.simulator.addFault({ kind: 'mandatory_field', field: '/cf/cf_severity' });
    expect(failureOf(await world.desk.createTicket(ticket)).fields).toEqual([
      { pointer: '/cf/cf_severity', type: 'missing' },
    ]);
  });

  it('refuses to read an answer without end', async () => {
    await using world = await startDesk({}, { bodyBytesMax: 200 });
    expect(failureOf(await world.desk.createTicket(ticket))).toMatchObject({
      kind: 'unknown_outcome',
      code: 'ANSWER_TOO_LARGE',
    });
  });

  it('does not send the token to where a redirect points', async () => {
    const origins = new Set<string>();
    const spy: typeof fetch = (input, init) => {
      origins.add(new URL(input instanceof Request ? input.url : String(input)).origin);
      return fetch(input, init);
    };
    await using world = await startDesk({}, { fetch: spy });
    world.simulator.addFault({ kind: 'redirect' });
    await world.desk.createTicket(ticket);
    expect([...origins]).toEqual([world.origin]);
  });
});

describe('what a read reports', () => {
  it.each<[FaultRule['kind'], string]>([
    ['hang', 'TIMEOUT'],
    ['reset_before', 'ECONNRESET'],
    ['error_before', 'INTERNAL_SERVER_ERROR'],
    ['gateway_before', 'HTTP_502'],
    ['html', 'UNREADABLE_ANSWER'],
    ['truncated', 'UNREADABLE_ANSWER'],
  ])('%s changes nothing', async (kind, code) => {
    await using world = await startDesk();
    world.simulator.addFault({ kind, operations: ['getMyInfo'] });
    expect(failureOf(await world.desk.me({ timeoutMs: 650 }))).toMatchObject({
      kind: 'unavailable',
      created: 'no',
      code,
    });
  });
});

describe('limits of the portal', () => {
  it('backs off half a second to five when too many calls are under way, then goes on', async () => {
    const clock = createFakeClock();
    await using world = await startDesk({ now: clock.now }, { clock, random: () => 0.999 });
    world.simulator.addFault({ kind: 'concurrency', operations: ['createTicket'], times: 3 });
    expect(await world.desk.createTicket(ticket)).toMatchObject({ ok: true });
    const backOffs = clock.sleeps.filter((ms) => ms <= 5_000);
    expect(backOffs).toEqual([1_000, 1_999, 3_997]);
    expect(world.simulator.tickets()).toHaveLength(1);
  });

  it('gives up backing off when the time is over, with nothing done', async () => {
    const clock = createFakeClock();
    await using world = await startDesk({ now: clock.now }, { clock, random: () => 0.999 });
    world.simulator.addFault({ kind: 'concurrency', operations: ['createTicket'] });
    const failure = failureOf(await world.desk.createTicket(ticket, { timeoutMs: 6_000 }));
    expect(failure).toMatchObject({ kind: 'throttled', created: 'no', code: 'TOO_MANY_REQUESTS', retryAfterMs: 3_997 });
    expect(world.simulator.stats().calls.createTicket?.calls).toBe(3);
  });

  it('does not try again before the time that a 429 names, whoever sends it', async () => {
    const clock = createFakeClock();
    let tries = 0;
    const answer = async () => {
      tries += 1;
      return new Response('slow down', { status: 429, headers: { 'retry-after': '60' } });
    };
    const isTicket = (input: unknown) => input instanceof Request && input.url.endsWith('/tickets');
    const send: typeof fetch = (...args) => (isTicket(args[0]) ? answer() : fetch(...args));
    await using world = await startDesk({ now: clock.now }, { clock, fetch: send });
    const failure = failureOf(await world.desk.createTicket(ticket));
    expect(failure).toMatchObject({ kind: 'throttled', created: 'no', retryAfterMs: 60_000 });
    expect(tries).toBe(1);
  });

  it('sends nothing more until Retry-After when the day’s credits are used up', async () => {
    const clock = createFakeClock();
    await using world = await startDesk({ now: clock.now }, { clock });
    await world.desk.me();
    world.simulator.addFault({ kind: 'daily', times: 1, retryAfterS: 600 });
    expect(failureOf(await world.desk.createTicket(ticket))).toMatchObject({
      kind: 'exhausted',
      retryAfterMs: 600_000,
    });
    expect(world.desk.usage().pausedUntil).toBe(clock.now() + 600_000);
    expect(failureOf(await world.desk.createTicket(ticket))).toMatchObject({
      kind: 'exhausted',
      retryAfterMs: 600_000,
    });
    expect(world.simulator.stats().calls.createTicket?.calls).toBe(1);
    clock.advance(600_000);
    expect(await world.desk.createTicket(ticket)).toMatchObject({ ok: true });
  });

  it('reads the real daily limit of the portal the same way', async () => {
    const clock = createFakeClock({ start: Date.parse('2026-11-23T23:00:00.000Z') });
    await using world = await startDesk({ now: clock.now, settings: { dailyCredits: 1 } }, { clock });
    expect(await world.desk.createTicket(ticket)).toMatchObject({ ok: true });
    expect(world.desk.usage()).toMatchObject({ creditsRemaining: 0, creditsUsed: 1 });
    expect(failureOf(await world.desk.createTicket(ticket))).toMatchObject({
      kind: 'exhausted',
      retryAfterMs: 3_600_000,
    });
    clock.advance(3_600_000);
    expect(await world.desk.createTicket(ticket)).toMatchObject({ ok: true });
  });

  it('never has more calls under way than configured, and lets customers go first', async () => {
    const order: boolean[] = [];
    await using world = await startDesk(
      { settings: { concurrencyMax: 4 } },
      { concurrency: 4, onCall: ({ foreground, operation }) => operation === 'createTicket' && order.push(foreground) },
    );
    world.simulator.addFault({ kind: 'latency', operations: ['createTicket'], delayMs: 10 });
    const background = Array.from({ length: 20 }, () => world.desk.createTicket(ticket, { foreground: false }));
    const foreground = Array.from({ length: 20 }, () => world.desk.createTicket(ticket, { foreground: true }));
    const results = await Promise.all([...background, ...foreground]);
    expect(results.every((result) => result.ok)).toBe(true);
    expect(world.simulator.stats().concurrencySeen).toBe(4);
    expect(world.simulator.stats().calls.createTicket?.statuses).toEqual({ 200: 40 });
    expect(order.slice(0, 24).filter((isForeground) => isForeground)).toHaveLength(20);
  });

  it('does not send a call whose turn comes too late', async () => {
    await using world = await startDesk({}, { concurrency: 1 });
    await world.desk.me();
    world.simulator.addFault({ kind: 'latency', operations: ['getTicket'], delayMs: 700 });
    const slow = world.desk.getTicket('1');
    const failure = failureOf(await world.desk.createTicket(ticket, { timeoutMs: 600 }));
    expect(failure).toMatchObject({ kind: 'throttled', created: 'no', code: 'NO_TURN_IN_TIME' });
    await slow;
    expect(world.simulator.stats().calls.createTicket).toBeUndefined();
  });

  it('raises the alarm when few credits are left and reports what each call cost', async () => {
    const alarms: number[] = [];
    const weights: (number | null)[] = [];
    await using world = await startDesk(
      { settings: { dailyCredits: 10 } },
      { creditsAlarmBelow: 8, onCreditsLow: (left) => alarms.push(left), onCall: ({ weight }) => weights.push(weight) },
    );
    await world.desk.createTicket(ticket);
    await world.desk.findByNumber('101');
    await world.desk.me();
    expect(weights).toEqual([1, 3, 1]);
    expect(alarms).toEqual([6]);
  });
});

describe('a portal with one contact per address', () => {
  it('uses the contact it has when ours is refused as a duplicate', async () => {
    await using world = await startDesk();
    world.simulator.addFault({ kind: 'duplicate_contact', operations: ['createTicket'], times: 1 });
    const result = await world.desk.createTicket({
      ...ticket,
      contact: { name: 'Test User', email: 'TEST@company.com' },
    });
    expect(result).toMatchObject({ ok: true });
    expect(world.simulator.tickets()[0]?.contact).toMatchObject({ email: 'test@company.com', firstName: 'Test' });
    expect(world.simulator.contacts().filter((contact) => contact.email === 'test@company.com')).toHaveLength(1);
  });

  it('reports the refusal when the index does not know the contact yet', async () => {
    await using world = await startDesk();
    world.simulator.addFault({ kind: 'duplicate_contact', operations: ['createTicket'] });
    expect(failureOf(await world.desk.createTicket(ticket))).toMatchObject({ kind: 'rejected', created: 'no' });
    expect(world.simulator.stats().calls.createTicket?.calls).toBe(1);
  });
});
