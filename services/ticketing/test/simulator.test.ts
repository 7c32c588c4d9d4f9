import { openDatabase } from '@acebuddy/storage';
import { captureLogs, describeStores } from '@acebuddy/testkit';
import type { FaultKind } from '@acebuddy/zoho-desk/simulator';
import { describe, expect, it, onTestFinished } from 'vitest';
import { request } from './harness.ts';
import { createSimulatedHarness, type Replica, type SimulatedHarness } from './simulated-harness.ts';

const minute = 60_000;
const input = request({ waitMs: 5_000 });
/** Requests of their own: a lost ticket is looked for by its reference. */
const numbered = (index: number) => ({
  ...input,
  requestId: `r${index}`,
  reference: `AB-7K2M9Q${String(index).padStart(2, '0')}`,
});

async function openReplica(harness: SimulatedHarness): Promise<Replica> {
  const database = await openDatabase({ sqliteFile: ':memory:', name: 'ticketing' });
  onTestFinished(() => database.close());
  return harness.replica(database);
}

describe('ticketing against the simulated Zoho', () => {
  it('answers with the ticket within the wait, for two calls to Desk', async () => {
    const harness = await createSimulatedHarness();
    const replica = await openReplica(harness);
    replica.start();
    const answer = await replica.client.createTicket.mutate(input);
    expect(answer).toMatchObject({ outcome: 'created', reference: 'AB-7K2M9QXD' });
    await replica.stop();
    await replica.ticketing.drain();
    const [ticket] = harness.simulator.tickets();
    expect(ticket).toMatchObject({
      subject: 'Password Reset - Carol',
      status: 'Open',
      priority: 'Medium',
      channel: 'Chat',
      email: 'carol@zylker.example',
      contact: { lastName: 'Carol', email: 'carol@zylker.example' },
    });
    expect(ticket?.comments).toHaveLength(1);
    const { calls } = harness.simulator.stats();
    expect(Object.fromEntries(Object.entries(calls).map(([name, { calls: count }]) => [name, count]))).toEqual({
      refreshToken: 1,
      createTicket: 1,
      createComment: 1,
    });
  });

  it('shows a ticket by id and by number, finds a contact, and checks the connection', async () => {
    const harness = await createSimulatedHarness({ simulator: { settings: { indexLagMs: 0 } } });
    const replica = await openReplica(harness);
    replica.start();
    const answer = await replica.client.createTicket.mutate(input);
    if (answer.outcome !== 'created') throw new Error('no ticket');
    const { ticketId, ticketNumber } = answer.ticket;
    const byId = await replica.client.getTicket.query({ id: ticketId });
    const byNumber = await replica.client.getTicket.query({ id: `#${ticketNumber}` });
    expect(byId).toMatchObject({
      id: ticketId,
      ticketNumber,
      simulated: true,
      customFields: { cf_reference: 'AB-7K2M9QXD' },
    });
    expect(byNumber.id).toBe(ticketId);
    await expect(replica.client.getTicket.query({ id: '424242' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await replica.client.findContact.query({ email: 'TEST@company.com' })).toMatchObject({
      email: 'test@company.com',
    });
    expect(await replica.client.findContact.query({ email: 'nobody@company.com' })).toBeNull();
    expect(await replica.client.check.query()).toMatchObject({ ok: true, simulated: true, problems: [] });
    expect(await replica.client.ready.query()).toMatchObject({ ready: true });
  });

  it('says in the check what is missing in the portal', async () => {
    const harness = await createSimulatedHarness({ simulator: { customFields: [{ apiName: 'cf_reference' }] } });
    const replica = await openReplica(harness);
    const check = await replica.client.check.query();
    expect(check.ok).toBe(false);
    expect(JSON.stringify(check.problems)).toContain('cf_workflow_type');
  });

  it('makes tickets in a portal without our custom fields', async () => {
    const harness = await createSimulatedHarness({ simulator: { customFields: [] } });
    const replica = await openReplica(harness);
    replica.start();
    expect(await replica.client.createTicket.mutate(input)).toMatchObject({ outcome: 'created' });
    expect(harness.simulator.tickets()[0]?.description).toContain('AB-7K2M9QXD');
  });

  it('brings an agent’s status and reply back as news, after an event', async () => {
    const harness = await createSimulatedHarness();
    const replica = await openReplica(harness);
    replica.start();
    const answer = await replica.client.createTicket.mutate(input);
    if (answer.outcome !== 'created') throw new Error('no ticket');
    await replica.stop();
    await replica.ticketing.drain();
    const { ticketId } = answer.ticket;
    harness.simulator.agentComments(ticketId, 'We reset it.', true);
    harness.simulator.agentSetsStatus(ticketId, 'Closed');
    const events = [
      { eventType: 'Ticket_Comment_Add', ticketId, eventTime: '1' },
      { eventType: 'Ticket_Update', ticketId, eventTime: '2' },
    ];
    expect(await replica.client.handleDeskEvents.mutate({ events })).toEqual({ accepted: 2 });
    await harness.pass(replica, 30_000);
    const { items } = await replica.client.news.query({ after: 1 });
    expect(items.map(({ news }) => news)).toEqual([
      { kind: 'comment', commentId: expect.any(String), author: expect.any(String), text: 'We reset it.' },
      { kind: 'status', status: 'Closed', statusType: 'Closed' },
    ]);
  });

  it('finds an agent’s change by polling', async () => {
    const harness = await createSimulatedHarness({ simulator: { settings: { indexLagMs: 0 } } });
    const replica = await openReplica(harness);
    await replica.client.createTicket.mutate({ ...input, waitMs: 0 });
    await replica.ticketing.drain();
    harness.simulator.agentSetsStatus(harness.simulator.tickets()[0]?.id ?? '', 'On Hold');
    expect(await replica.ticketing.poll()).toBe(true);
    await replica.ticketing.drain();
    const { items } = await replica.client.news.query({ after: 1 });
    expect(items).toMatchObject([{ news: { kind: 'status', status: 'On Hold' } }]);
  });

  it('stays below the concurrency of the portal and renews its token once for a hundred tickets', async () => {
    const harness = await createSimulatedHarness();
    const replica = await openReplica(harness);
    for (let index = 0; index < 100; index += 1) {
      await replica.client.createTicket.mutate({ ...numbered(index), waitMs: 0 });
    }
    await replica.ticketing.drain();
    const stats = harness.simulator.stats();
    expect(harness.simulator.tickets()).toHaveLength(100);
    expect(stats.concurrencySeen).toBeLessThanOrEqual(4);
    expect(stats.tokenRefreshes).toHaveLength(1);
    const metrics = await replica.metricsText();
    expect(metrics).toMatch(/acebuddy_tickets_created_total\{service="ticketing",how="created"\} 100/);
    expect(metrics).toMatch(/acebuddy_desk_calls_total\{[^}]*operation="createTicket",status="200",outcome="ok"\} 100/);
    expect(metrics).toMatch(/acebuddy_desk_credits_per_ticket\{service="ticketing"\} 2\b/);
    expect(metrics).toMatch(/acebuddy_oauth_refreshes_total\{service="ticketing"\} 1/);
  });
});

/** Every way in which one call can go wrong; `retryAfterS` keeps the daily limit short. */
const faults: readonly FaultKind[] = [
  'latency',
  'hang',
  'hang_after',
  'reset_before',
  'reset_after',
  'error_before',
  'error_after',
  'gateway_before',
  'gateway_after',
  'concurrency',
  'daily',
  'token_expired',
  'token_revoked',
  'ok_with_error',
  'html',
  'mandatory_field',
  'duplicate_contact',
  'truncated',
  'cut_off',
  'wrong_type',
  'redirect',
];

describe('one fault of Desk', () => {
  it.each(faults)('%s while the ticket is made: one ticket, one transcript', async (kind) => {
    const harness = await createSimulatedHarness();
    const replica = await openReplica(harness);
    harness.simulator.addFault({ kind, operations: ['createTicket'], times: 1, retryAfterS: 1 });
    await replica.client.createTicket.mutate({ ...input, waitMs: 0 });
    await replica.ticketing.drain();
    await passUntilIdle(harness, replica);
    const tickets = harness.simulator.tickets();
    expect(tickets).toHaveLength(1);
    expect(tickets[0]?.comments).toHaveLength(1);
    expect(await replica.client.createTicket.mutate({ ...input, waitMs: 0 })).toMatchObject({
      outcome: 'created',
      ticket: { ticketId: tickets[0]?.id },
    });
  });

  it.each(faults.filter((kind) => kind !== 'duplicate_contact'))(
    '%s while the transcript is written: one transcript',
    async (kind) => {
      const harness = await createSimulatedHarness();
      const replica = await openReplica(harness);
      harness.simulator.addFault({ kind, operations: ['createComment'], times: 1, retryAfterS: 1 });
      await replica.client.createTicket.mutate({ ...input, waitMs: 0 });
      await replica.ticketing.drain();
      await passUntilIdle(harness, replica);
      expect(harness.simulator.tickets()).toHaveLength(1);
      expect(harness.simulator.tickets()[0]?.comments).toHaveLength(1);
    },
  );

  it.each(['prose', 'specification'] as const)(
    'a lost answer in a portal that searches by the %s: adopted',
    async (searchDialect) => {
      const harness = await createSimulatedHarness({
        simulator: { settings: { indexLagMs: 2 * minute, searchDialect } },
      });
      const replica = await openReplica(harness);
      harness.simulator.addFault({ kind: 'reset_after', operations: ['createTicket'], times: 1 });
      harness.simulator.addFault({ kind: 'error_before', operations: ['listTickets'], times: 3 });
      await replica.client.createTicket.mutate({ ...input, waitMs: 0 });
      await replica.ticketing.drain();
      await passUntilIdle(harness, replica);
      expect(harness.simulator.tickets()).toHaveLength(1);
    },
  );

  it('is in the log with Desk’s own code and status', async () => {
    const { logger, lines } = captureLogs();
    const harness = await createSimulatedHarness({ logger });
    const replica = await openReplica(harness);
    harness.simulator.addFault({ kind: 'gateway_before', operations: ['createTicket'], times: 1 });
    await replica.client.createTicket.mutate({ ...input, waitMs: 0 });
    await replica.ticketing.drain();
    const line = lines.find(({ msg }) => msg === 'Desk call failed, will go on later');
    expect(line).toMatchObject({ failure: 'unknown', answer: { code: 'HTTP_502', status: 502 } });
    expect(line).not.toHaveProperty('err');
  });

  async function passUntilIdle(harness: SimulatedHarness, replica: Replica): Promise<void> {
    for (let turn = 0; turn < 60; turn += 1) {
      if ((await replica.client.listOutbox.query({})).items.length === 0) return;
      // Real time for what waits by the real clock: the client's pause after the daily limit.
      await new Promise((resolve) => setTimeout(resolve, 20));
      await harness.pass(replica, 30_000);
    }
    throw new Error(`work is left over: ${JSON.stringify((await replica.client.listOutbox.query({})).items)}`);
  }
});

describeStores('two replicas on one store', (open, again) => {
  it('make one ticket and one transcript of fifty parallel equal requests', async () => {
    const harness = await createSimulatedHarness();
    const database = await open();
    const replicas = [await harness.replica(database), await harness.replica(await again(database))];
    for (const replica of replicas) replica.start();
    const answers = await Promise.all(
      Array.from({ length: 50 }, async (_, index) => replicas[index % 2]?.client.createTicket.mutate(input)),
    );
    for (const replica of replicas) await replica.stop();
    for (const replica of replicas) await replica.ticketing.drain();
    expect(harness.simulator.tickets()).toHaveLength(1);
    expect(harness.simulator.tickets()[0]?.comments).toHaveLength(1);
    const ids = answers.map((answer) => (answer?.outcome === 'created' ? answer.ticket.ticketId : answer?.outcome));
    expect(new Set(ids)).toEqual(new Set([harness.simulator.tickets()[0]?.id]));
  });

  it('share the work of many requests and one access token', { timeout: 90_000 }, async () => {
    const harness = await createSimulatedHarness();
    const database = await open();
    const replicas = [await harness.replica(database), await harness.replica(await again(database))];
    for (let index = 0; index < 40; index += 1) {
      await replicas[index % 2]?.client.createTicket.mutate({ ...numbered(index), waitMs: 0 });
    }
    // A call that a busy machine answers too late is looked for, and sent again where it is not found.
    const comments = async () => {
      await Promise.all(replicas.map((replica) => harness.pass(replica, 10_000)));
      return harness.simulator.tickets().map((ticket) => ticket.comments.length);
    };
    await expect.poll(comments, { timeout: 60_000, interval: 10 }).toEqual(Array.from({ length: 40 }, () => 1));
    expect(harness.simulator.stats().tokenRefreshes).toHaveLength(1);
  });
});
