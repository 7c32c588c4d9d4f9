import { describe, expect, it } from 'vitest';
import {
  createMemoryTokenStore,
  createRefreshingToken,
  createStaticToken,
  type DeskResult,
  type TokenStore,
} from '../src/index.ts';
import { createDeskSimulator, type DeskSimulator } from '../src/simulator/index.ts';
import { connect, startDesk } from './harness/desk-under-test.ts';
import { createFakeClock, type FakeClock } from './harness/fake-clock.ts';

const minute = 60_000;

async function setUp(options: { readonly store?: TokenStore; readonly credentials?: object } = {}) {
  const clock = createFakeClock();
  const simulator = createDeskSimulator({ now: clock.now });
  const accountsOrigin = await simulator.listen();
  const store = options.store ?? createMemoryTokenStore();
  const source = (owner = 'one') =>
    createRefreshingToken({
      accountsOrigin,
      credentials: { ...simulator.credentials, ...options.credentials },
      store,
      clock,
      fetch,
      owner,
    });
  return {
    clock,
    simulator,
    accountsOrigin,
    store,
    source,
    get: (tokens = source()) => tokens.get({ deadlineAt: clock.now() + 12_000 }),
    [Symbol.asyncDispose]: () => simulator.close(),
  };
}

const refreshes = (simulator: DeskSimulator) => simulator.stats().calls.refreshToken?.calls ?? 0;
const tokenOf = (result: DeskResult<string>) => (result.ok ? result.value : result.failure.code);

/** Waits until the condition holds; the work goes on in the background. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe('one refresh for everybody', () => {
  it('serves a hundred callers at once with one refresh', async () => {
    await using world = await setUp();
    const tokens = world.source();
    const results = await Promise.all(Array.from({ length: 100 }, () => world.get(tokens)));
    expect(new Set(results.map(tokenOf)).size).toBe(1);
    expect(refreshes(world.simulator)).toBe(1);
  });

  it('is shared by replicas through the store', async () => {
    await using world = await setUp();
    const replicas = ['a', 'b', 'c', 'd'].map((owner) => world.source(owner));
    const results = await Promise.all(replicas.map((replica) => world.get(replica)));
    expect(new Set(results.map(tokenOf)).size).toBe(1);
    expect(refreshes(world.simulator)).toBe(1);
  });

  it('survives a restart of the process', async () => {
    await using world = await setUp();
    const before = await world.get(world.source('before'));
    const after = await world.get(world.source('after'));
    expect(tokenOf(after)).toBe(tokenOf(before));
    expect(refreshes(world.simulator)).toBe(1);
  });

  it('takes over from a replica that died in the middle of a refresh', async () => {
    await using world = await setUp();
    const { store, clock } = world;
    await world.get(world.source('first'));
    const stored = await store.load();
    if (stored === null) {
      throw new Error('nothing was stored');
    }
    const dead = { owner: 'dead', until: clock.now() + 20_000 };
    await store.save({ ...stored.state, accessToken: null, lease: dead }, stored.version);
    expect(await world.get(world.source('next'))).toMatchObject({ ok: true });
    expect(refreshes(world.simulator)).toBe(2);
  });

  it('does not use a token of other credentials that the store still holds', async () => {
    await using world = await setUp();
    const { store, simulator } = world;
    await world.get();
    const foreign = await store.load();
    await store.save(
      { ...(foreign?.state as NonNullable<typeof foreign>['state']), credentials: 'other', accessToken: 'x' },
      2,
    );
    expect(tokenOf(await world.get(world.source('next')))).toMatch(/^1000\./);
    expect(refreshes(simulator)).toBe(2);
  });

  it('goes on with the token it has while the store is down', async () => {
    let isDown = false;
    const memory = createMemoryTokenStore();
    const store: TokenStore = {
      load: () => (isDown ? Promise.reject(new Error('down')) : memory.load()),
      save: (...args) => (isDown ? Promise.reject(new Error('down')) : memory.save(...args)),
    };
    await using world = await setUp({ store });
    const tokens = world.source();
    const first = tokenOf(await world.get(tokens));
    isDown = true;
    expect(tokenOf(await world.get(tokens))).toBe(first);
    world.clock.advance(61 * minute);
    expect(await world.get(tokens)).toMatchObject({
      ok: false,
      failure: { kind: 'unavailable', code: 'TOKEN_STORE_DOWN' },
    });
  });
});

describe('renewal ahead of expiry', () => {
  it('renews five minutes before the end, without making anybody wait', async () => {
    await using world = await setUp();
    const tokens = world.source();
    const first = tokenOf(await world.get(tokens));
    world.clock.advance(54 * minute);
    expect(tokenOf(await world.get(tokens))).toBe(first);
    expect(refreshes(world.simulator)).toBe(1);
    world.clock.advance(2 * minute);
    expect(tokenOf(await world.get(tokens))).toBe(first);
    await until(() => refreshes(world.simulator) === 2);
    await until(() => world.simulator.stats().calls.refreshToken?.statuses[200] === 2);
    await expect.poll(async () => tokenOf(await world.get(tokens))).not.toBe(first);
  });

  it('makes 24 refreshes of a day with a call a minute', async () => {
    await using world = await setUp();
    const tokens = world.source();
    for (let at = 0; at < 24 * 60; at += 1) {
      const before = refreshes(world.simulator);
      const result = await world.get(tokens);
      expect(result.ok).toBe(true);
      // Let a refresh in the background finish before time goes on.
      await Promise.resolve();
      if (refreshes(world.simulator) > before || at % 55 === 0) {
        await until(
          () => (world.simulator.stats().calls.refreshToken?.statuses[200] ?? 0) === refreshes(world.simulator),
        );
      }
      world.clock.advance(minute);
    }
    expect(refreshes(world.simulator)).toBeGreaterThanOrEqual(24);
    expect(refreshes(world.simulator)).toBeLessThanOrEqual(30);
  });

  it('keeps a token that still lives when the accounts server does not answer', async () => {
    await using world = await setUp();
    const tokens = world.source();
    const first = tokenOf(await world.get(tokens));
    world.simulator.addFault({ kind: 'gateway_before', operations: ['refreshToken'] });
    world.clock.advance(58 * minute);
    expect(tokenOf(await world.get(tokens))).toBe(first);
    await until(() => refreshes(world.simulator) === 2);
    expect(tokenOf(await world.get(tokens))).toBe(first);
    world.clock.advance(3 * minute);
    expect(await world.get(tokens)).toMatchObject({
      ok: false,
      failure: { kind: 'unavailable', code: 'ACCOUNTS_HTTP_502' },
    });
  });
});

describe('limits of the accounts server', () => {
  it('never asks more than nine times in ten minutes, however many tokens are refused', async () => {
    await using world = await setUp();
    const { clock, simulator } = world;
    const perReplica = 4;
    const replicas = Array.from({ length: 5 }, (_, index) => world.source(`replica-${index}`));
    for (let round = 0; round < perReplica; round += 1) {
      for (const replica of replicas) {
        const token = await world.get(replica);
        simulator.revokeTokens({ accessTokens: true, refreshToken: false });
        await replica.renew(tokenOf(token), { deadlineAt: clock.now() + 12_000 });
      }
    }
    expect(refreshes(simulator)).toBe(9);
    expect(simulator.stats().calls.refreshToken?.statuses).toEqual({ 200: 9 });
    clock.advance(10 * minute);
    const later = world.source('later');
    const stale = await world.get(later);
    expect(await later.renew(tokenOf(stale), { deadlineAt: clock.now() + 12_000 })).toMatchObject({ ok: true });
    expect(refreshes(simulator)).toBe(10);
  });

  it('is silent for ten minutes after "Access Denied"', async () => {
    await using world = await setUp();
    const tokens = world.source();
    world.simulator.addFault({ kind: 'access_denied', operations: ['refreshToken'], times: 1 });
    const denied = { ok: false, failure: { kind: 'throttled', code: 'TOKEN_REFRESH_THROTTLED', created: 'no' } };
    expect(await world.get(tokens)).toMatchObject(denied);
    for (let at = 0; at < 9; at += 1) {
      world.clock.advance(minute);
      expect(await world.get(tokens)).toMatchObject(denied);
      expect(await world.get(world.source('other replica'))).toMatchObject(denied);
    }
    expect(refreshes(world.simulator)).toBe(1);
    world.clock.advance(minute + 1);
    expect(await world.get(tokens)).toMatchObject({ ok: true });
  });

  it('is as silent when the store did not take that down', async () => {
    const memory = createMemoryTokenStore();
    let saves = 0;
    const store: TokenStore = {
      load: memory.load,
      save: (...args) => {
        saves += 1;
        return saves === 2 ? Promise.reject(new Error('down')) : memory.save(...args);
      },
    };
    await using world = await setUp({ store });
    const tokens = world.source();
    world.simulator.addFault({ kind: 'access_denied', operations: ['refreshToken'], times: 1 });
    await world.get(tokens);
    world.clock.advance(9 * minute);
    expect(await world.get(tokens)).toMatchObject({ ok: false, failure: { code: 'TOKEN_REFRESH_THROTTLED' } });
    expect(refreshes(world.simulator)).toBe(1);
  });
});

describe('errors that a person must mend', () => {
  it.each([
    [{ clientId: 'wrong' }, 'INVALID_CLIENT', /ZOHO_CLIENT_ID.*ZOHO_DC/],
    [{ clientSecret: 'wrong' }, 'INVALID_CLIENT_SECRET', /ZOHO_CLIENT_SECRET/],
    [{ refreshToken: 'wrong' }, 'INVALID_CODE', /ZOHO_REFRESH_TOKEN/],
  ])('%o stops with what to check, although the status is 200', async (credentials, code, mend) => {
    await using world = await setUp({ credentials });
    const tokens = world.source();
    const result = await world.get(tokens);
    expect(result).toMatchObject({ ok: false, failure: { kind: 'auth', created: 'no', code } });
    expect(result.ok ? '' : result.failure.message).toMatch(mend);
    await world.get(tokens);
    expect(refreshes(world.simulator)).toBe(1);
  });

  it('asks once more after a quarter of an hour', async () => {
    await using world = await setUp();
    const tokens = world.source();
    world.simulator.revokeTokens({ accessTokens: true, refreshToken: true });
    expect(tokenOf(await world.get(tokens))).toBe('INVALID_CODE');
    world.simulator.revokeTokens({ accessTokens: true, refreshToken: false });
    world.clock.advance(14 * minute);
    expect(tokenOf(await world.get(tokens))).toBe('INVALID_CODE');
    world.clock.advance(2 * minute);
    expect(await world.get(tokens)).toMatchObject({ ok: true });
  });

  it('gives an error without a reason a second try', async () => {
    await using world = await setUp();
    const tokens = world.source();
    world.simulator.addFault({ kind: 'ok_with_error', operations: ['refreshToken'], times: 2 });
    expect(await world.get(tokens)).toMatchObject({
      ok: false,
      failure: { kind: 'unavailable', code: 'GENERAL_ERROR' },
    });
    world.clock.advance(5_000);
    expect(await world.get(tokens)).toMatchObject({ ok: false, failure: { kind: 'auth', code: 'GENERAL_ERROR' } });
    expect(refreshes(world.simulator)).toBe(2);
  });

  it.each(['html', 'truncated', 'reset_before', 'gateway_before'] as const)(
    'tries again soon when the accounts server answers with %s',
    async (kind) => {
      await using world = await setUp();
      const tokens = world.source();
      world.simulator.addFault({ kind, operations: ['refreshToken'], times: 1 });
      expect(await world.get(tokens)).toMatchObject({ ok: false, failure: { kind: 'unavailable', created: 'no' } });
      // Asked again during the pause, nothing goes out and no attempt is lost.
      expect(await world.get(tokens)).toMatchObject({ ok: false, failure: { kind: 'throttled', created: 'no' } });
      expect(refreshes(world.simulator)).toBe(1);
      world.clock.advance(5_000);
      expect(await world.get(tokens)).toMatchObject({ ok: true });
    },
  );

  it.each([
    [503, 'Service Unavailable'],
    [500, 'Internal Server Error'],
    [200, 'temporarily_unavailable'],
  ])('takes status %i with "%s" for a trouble that passes, not for wrong credentials', async (status, error) => {
    await using world = await setUp();
    let tries = 0;
    const tokens = createRefreshingToken({
      accountsOrigin: world.accountsOrigin,
      credentials: world.simulator.credentials,
      store: world.store,
      clock: world.clock,
      fetch: async (...args) => {
        tries += 1;
        return tries === 1 ? Response.json({ error }, { status }) : fetch(...args);
      },
    });
    expect(await world.get(tokens)).toMatchObject({ ok: false, failure: { kind: 'unavailable', created: 'no' } });
    world.clock.advance(5_000);
    expect(await world.get(tokens)).toMatchObject({ ok: true });
  });

  it('waits longer with each failure and does not count what never reached Zoho', async () => {
    await using world = await setUp();
    const tokens = world.source();
    const nowhere = await setUp();
    await nowhere.simulator.close();
    const lost = createRefreshingToken({
      accountsOrigin: nowhere.accountsOrigin,
      credentials: world.simulator.credentials,
      store: world.store,
      clock: world.clock,
      fetch,
    });
    const waits: (number | null)[] = [];
    for (let at = 0; at < 12; at += 1) {
      const result = await world.get(lost);
      const waitMs = result.ok ? null : result.failure.retryAfterMs;
      waits.push(waitMs);
      world.clock.advance(waitMs ?? 0);
    }
    expect(waits.slice(0, 6)).toEqual([5_000, 10_000, 20_000, 40_000, 80_000, 120_000]);
    expect(waits.slice(6).every((ms) => ms === 120_000)).toBe(true);
    expect((await world.store.load())?.state.refreshes).toEqual([]);
    expect(await world.get(tokens)).toMatchObject({ ok: true });
  });

  it('does not wait longer than the caller can', async () => {
    await using world = await setUp();
    world.simulator.addFault({ kind: 'hang', operations: ['refreshToken'] });
    const waiting = world.get();
    await until(() => refreshes(world.simulator) === 1);
    world.clock.advance(12_000);
    expect(await waiting).toMatchObject({
      ok: false,
      failure: { kind: 'unavailable', code: 'TOKEN_TIMEOUT', created: 'no' },
    });
  });
});

describe('a token that Desk refuses', () => {
  const ticket = {
    subject: 'Help',
    description: { text: 'x' },
    contact: { name: 'Carol', email: 'carol@zylker.example' },
  };

  it.each(['token_expired', 'token_revoked'] as const)(
    '%s: is renewed once and the create repeated, once',
    async (kind) => {
      await using world = await startDesk();
      world.simulator.addFault({ kind, operations: ['createTicket'], times: 1 });
      expect(await world.desk.createTicket(ticket)).toMatchObject({ ok: true });
      expect(world.simulator.stats().calls).toMatchObject({
        createTicket: { calls: 2, statuses: { 401: 1, 200: 1 } },
        refreshToken: { calls: 2 },
      });
      expect(world.simulator.tickets()).toHaveLength(1);
    },
  );

  it('is reported when the new one is refused as well', async () => {
    await using world = await startDesk();
    world.simulator.addFault({ kind: 'token_expired', operations: ['createTicket'] });
    expect(await world.desk.createTicket(ticket)).toMatchObject({
      ok: false,
      failure: { kind: 'auth', created: 'no', code: 'INVALID_OAUTH' },
    });
    expect(world.simulator.stats().calls.createTicket?.calls).toBe(2);
  });

  it('is not renewed again and again: five times in ten minutes at most', async () => {
    await using world = await startDesk();
    world.simulator.addFault({ kind: 'token_expired' });
    for (let at = 0; at < 20; at += 1) {
      await world.desk.createTicket(ticket);
    }
    expect(refreshes(world.simulator)).toBe(6);
  });

  it('cannot be renewed when it is a ready-made key: the message says what to set instead', async () => {
    await using world = await startDesk({ apiKeys: ['good'] });
    const good = connect(world.simulator, world.origin, { tokens: createStaticToken('good') });
    expect(await good.me()).toMatchObject({ ok: true });
    const stale = connect(world.simulator, world.origin, { tokens: createStaticToken('stale') });
    const result = await stale.createTicket(ticket);
    expect(result).toMatchObject({ ok: false, failure: { kind: 'auth', created: 'no' } });
    expect(result.ok ? '' : result.failure.message).toContain('ZOHO_REFRESH_TOKEN');
    expect(world.simulator.stats().calls.createTicket?.calls).toBe(1);
  });

  it('expires after an hour at Desk too', async () => {
    const clock: FakeClock = createFakeClock();
    await using world = await startDesk({ now: clock.now }, { clock });
    await world.desk.createTicket(ticket);
    clock.advance(3 * 3_600_000);
    expect(await world.desk.createTicket(ticket)).toMatchObject({ ok: true });
    expect(world.simulator.stats().calls.createTicket?.statuses).toEqual({ 200: 2 });
  });
});
