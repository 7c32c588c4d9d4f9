import { describe, expect, it } from 'vitest';
import { createDeskSimulator } from '../../src/simulator/index.ts';
import { startDesk } from '../harness/desk-under-test.ts';
import { unwrap } from '../harness/results.ts';

const ticket = {
  subject: 'Help',
  description: { text: 'x' },
  contact: { name: 'Carol', email: 'carol@zylker.example' },
};

/** Keys of the answers that tests look into. */
interface ControlBody {
  readonly version: number;
  readonly tickets: readonly unknown[];
  readonly ids: readonly string[];
  readonly now: string;
  readonly error: string;
  readonly ticketNumber: string;
}

async function start() {
  const world = await startDesk();
  const control = async (method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown) => {
    const response = await fetch(`${world.origin}/_simulator${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    return { status: response.status, body: (await response.json()) as ControlBody };
  };
  return { ...world, control, [Symbol.asyncDispose]: () => world.simulator.close() };
}

describe('the control routes', () => {
  it('show tickets newest first with all that belongs to them, and only news to those who ask again', async () => {
    await using world = await start();
    const first = unwrap(await world.desk.createTicket(ticket));
    const second = unwrap(await world.desk.createTicket(ticket));
    await world.desk.createComment(first.id, { content: 'hello', isPublic: true });
    const { body: state } = await world.control('GET', '/state');
    expect(state).toMatchObject({
      simulated: true,
      portal: { orgName: 'Simulated Support', ticketCount: 2 },
      tickets: [
        { id: second.id, comments: [], contact: { email: 'carol@zylker.example' } },
        { id: first.id, comments: [{ content: 'hello' }], tags: [], calls: [], attachments: [] },
      ],
    });
    expect((await world.control('GET', `/state?since=${state.version}`)).body.tickets).toEqual([]);
    world.simulator.agentSetsStatus(first.id, 'Closed');
    const news = (await world.control('GET', `/state?since=${state.version}`)).body;
    expect(news.tickets).toMatchObject([{ id: first.id, status: 'Closed' }]);
    expect(news.version).toBeGreaterThan(state.version);
    expect((await world.control('GET', '/state?limit=1')).body.tickets).toHaveLength(1);
  });

  it('set, list and remove faults', async () => {
    await using world = await start();
    const { body } = await world.control('POST', '/faults', [
      { kind: 'error_before', operations: ['createTicket'], times: 1 },
      { kind: 'latency', delayMs: 1, rate: 0.5 },
    ]);
    expect(body.ids).toHaveLength(2);
    expect(await world.desk.createTicket(ticket)).toMatchObject({ ok: false });
    expect(await world.desk.createTicket(ticket)).toMatchObject({ ok: true });
    expect((await world.control('GET', '/faults')).body).toMatchObject([
      { seen: 2, hits: 1, rule: { kind: 'error_before' } },
      { rule: { kind: 'latency' } },
    ]);
    expect((await world.control('DELETE', `/faults/${body.ids[0]}`)).status).toBe(200);
    expect((await world.control('DELETE', '/faults/nope')).status).toBe(404);
    await world.control('DELETE', '/faults');
    expect((await world.control('GET', '/faults')).body).toEqual([]);
  });

  it('count what was seen', async () => {
    await using world = await start();
    world.simulator.addFault({ kind: 'reset_after', operations: ['createTicket'], times: 1 });
    await world.desk.createTicket(ticket);
    await world.desk.createTicket(ticket);
    expect((await world.control('GET', '/stats')).body).toMatchObject({
      calls: { createTicket: { calls: 2, statuses: { none: 1, 200: 1 } }, refreshToken: { calls: 1 } },
      concurrencySeen: 1,
      creditsUsed: 2,
      tokenRefreshes: [expect.stringMatching(/^20.*Z$/)],
      faultsInjected: { reset_after: 1 },
    });
    await world.control('POST', '/stats/reset');
    expect((await world.control('GET', '/stats')).body).toMatchObject({ calls: {}, faultsInjected: {} });
  });

  it('play the agent', async () => {
    await using world = await start();
    const { id } = unwrap(await world.desk.createTicket(ticket));
    await world.control('POST', `/tickets/${id}/comments`, { text: 'We look into it', public: true });
    await world.control('POST', `/tickets/${encodeURIComponent('#101')}/status`, { status: 'Closed' });
    expect(unwrap(await world.desk.listAgentReplies(id, null))).toMatchObject([{ content: 'We look into it' }]);
    expect(unwrap(await world.desk.getTicket(id)).status).toBe('Closed');
    expect((await world.control('POST', '/tickets/1/status', { status: 'Closed' })).status).toBe(404);
    expect((await world.control('GET', `/tickets/${id}`)).body.ticketNumber).toBe('101');
    expect((await world.control('GET', '/tickets/1')).status).toBe(404);
  });

  it('change settings, the clock and tokens', async () => {
    await using world = await start();
    await world.desk.me();
    expect((await world.control('POST', '/settings', { indexLagMs: 5 })).body).toMatchObject({
      indexLagMs: 5,
      listBase: 1,
    });
    const before = Date.now();
    const { body } = await world.control('POST', '/clock', { advanceMs: 3_600_000 });
    expect(Date.parse(body.now)).toBeGreaterThanOrEqual(before + 3_600_000);
    expect(await world.desk.createTicket(ticket)).toMatchObject({ ok: true });
    await world.control('POST', '/tokens/revoke');
    expect(await world.desk.createTicket(ticket)).toMatchObject({ ok: true });
    expect(world.simulator.stats().calls).toMatchObject({ createTicket: { calls: 4 }, refreshToken: { calls: 3 } });
  });

  it.each([
    ['/faults', { kind: 'earthquake' }],
    ['/faults', { kind: 'hang', script: 'xyz' }],
    ['/settings', { indexLag: 1 }],
    ['/tickets/1/comments', {}],
    ['/clock', { advanceMs: -1 }],
    ['/clock', 'nonsense'],
  ])('refuse %s %o with a reason', async (path, body) => {
    await using world = await start();
    const answer = await world.control('POST', path, body);
    expect(answer.status).toBe(400);
    expect(answer.body.error.length).toBeGreaterThan(10);
  });
});

describe('the switchboard', () => {
  it('follows a script call by call', async () => {
    await using world = await start();
    world.simulator.addFault({ kind: 'error_before', operations: ['createTicket'], script: '.x.x' });
    const outcomes: boolean[] = [];
    for (let at = 0; at < 6; at += 1) {
      outcomes.push((await world.desk.createTicket(ticket)).ok);
    }
    expect(outcomes).toEqual([true, false, true, false, true, true]);
  });

  it('skips the first calls and stops after its number of hits', async () => {
    await using world = await start();
    world.simulator.addFault({ kind: 'error_before', operations: ['createTicket'], skip: 1, times: 2 });
    const outcomes: boolean[] = [];
    for (let at = 0; at < 5; at += 1) {
      outcomes.push((await world.desk.createTicket(ticket)).ok);
    }
    expect(outcomes).toEqual([true, false, false, true, true]);
  });

  it('hits by chance as often as told', async () => {
    let seed = 1;
    const random = () => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed / 2_147_483_647;
    };
    const simulator = createDeskSimulator({ random, apiKeys: ['key'], settings: { dailyCredits: 1_000_000 } });
    simulator.addFault({ kind: 'error_before', rate: 0.25 });
    for (let at = 0; at < 1_000; at += 1) {
      await simulator.app.inject({ url: '/api/v1/myinfo', headers: { authorization: 'Bearer key' } });
    }
    const hits = simulator.stats().faultsInjected.error_before ?? 0;
    expect(hits).toBeGreaterThan(200);
    expect(hits).toBeLessThan(300);
    await simulator.close();
  });

  it('leaves the accounts server alone unless it is named', async () => {
    await using world = await start();
    world.simulator.addFault({ kind: 'error_before' });
    expect(await world.desk.me()).toMatchObject({ ok: false, failure: { code: 'INTERNAL_SERVER_ERROR' } });
    expect(world.simulator.stats().calls.refreshToken?.statuses).toEqual({ 200: 1 });
  });
});
