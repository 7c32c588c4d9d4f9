import { AppError } from '@acebuddy/contracts';
import { describe, expect, it } from 'vitest';
import { change, createHarness, type Harness, request } from './harness.ts';

const minute = 60_000;
const hour = 60 * minute;

async function outcome(harness: Harness): Promise<string> {
  return (await harness.ticketing.createTicket(request())).outcome;
}

describe('when Desk is not there', () => {
  it('keeps requests for hours and makes every ticket once it is back', async () => {
    const harness = await createHarness();
    harness.desk.failAlways('createTicket', { kind: 'not_sent', when: 'before' });
    for (let index = 0; index < 50; index += 1) {
      await harness.ticketing.createTicket(request({ requestId: `r${index}` }));
    }
    await harness.pass(2 * hour, minute);
    expect(harness.desk.tickets()).toHaveLength(0);
    harness.desk.mend();
    await harness.pass(7 * hour, minute);
    expect(harness.desk.tickets()).toHaveLength(50);
  });

  it('lets one success call those who wait, instead of having each sit out its backoff', async () => {
    const harness = await createHarness();
    harness.desk.failAlways('createTicket', { kind: 'not_sent', when: 'before' });
    for (let index = 0; index < 50; index += 1) {
      await harness.ticketing.createTicket(request({ requestId: `r${index}` }));
    }
    await harness.pass(2 * hour, minute);
    harness.desk.mend();
    // Every lane waits for half of a quarter of an hour here (random is 0.5): the first of them brings the others.
    while (harness.desk.tickets().length === 0) await harness.pass(10_000, 10_000);
    await harness.pass(10_000, 10_000);
    expect(harness.desk.tickets()).toHaveLength(50);
  });

  it('calls nobody who waits for a person to mend the portal', async () => {
    const harness = await createHarness();
    harness.desk.failAlways('createTicket', { kind: 'misconfigured', when: 'before' });
    await harness.ticketing.createTicket(request({ requestId: 'refused' }));
    await harness.ticketing.drain();
    harness.desk.mend();
    await harness.ticketing.createTicket(request({ requestId: 'accepted' }));
    await harness.pass(minute);
    expect(harness.desk.tickets()).toHaveLength(1);
  });

  it('gives up after about three days, tells a person, and starts anew when asked to', async () => {
    const harness = await createHarness();
    harness.desk.failAlways('createTicket', { kind: 'not_sent', when: 'before' });
    await harness.ticketing.createTicket(request());
    await harness.pass(60 * hour, 5 * minute);
    expect(await outcome(harness)).toBe('pending');
    await harness.pass(60 * hour, 5 * minute);
    expect(await outcome(harness)).toBe('failed');
    const { items } = await harness.ticketing.listOutbox({ limit: 10 });
    expect(items[0]).toMatchObject({ id: 'ticket:chat-1/run-1/create', status: 'dead', nextAttemptAt: null });
    expect((await harness.ticketing.check()).problems.at(-1)?.what).toContain('1 pieces of work');

    harness.desk.mend();
    await harness.ticketing.retryOutbox('ticket:chat-1/run-1/create');
    await harness.pass(minute);
    expect(await outcome(harness)).toBe('created');
    await harness.pass(minute);
    expect((await harness.ticketing.listOutbox({ limit: 10 })).items).toEqual([]);
  });

  it('drops a given-up request when a person says so, and says so to the caller', async () => {
    const harness = await createHarness();
    harness.desk.failAlways('createTicket', {
      kind: 'rejected',
      when: 'before',
      fields: [{ pointer: '/subject', type: 'invalid' }],
    });
    await harness.ticketing.createTicket(request());
    await harness.ticketing.drain();
    await harness.ticketing.discardOutbox('ticket:chat-1/run-1/create', 'test data');
    expect(await harness.ticketing.createTicket(request())).toMatchObject({ outcome: 'failed', reason: 'test data' });
    expect(await harness.ticketing.changeTicket(change())).toMatchObject({ outcome: 'pending' });
    await harness.ticketing.drain();
    expect(await harness.ticketing.changeTicket(change())).toMatchObject({ outcome: 'failed' });
    await expect(harness.ticketing.discardOutbox('ticket:chat-1/run-1/create', 'again')).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});

describe('when the credits of the day are used up', () => {
  it('sends nothing at all until Desk takes calls again, and loses no attempt over it', async () => {
    const harness = await createHarness();
    harness.desk.failNext('createTicket', { kind: 'throttled', when: 'before', retryAfterMs: 3 * hour });
    for (let index = 0; index < 20; index += 1) {
      await harness.ticketing.createTicket(request({ requestId: `r${index}` }));
    }
    await harness.ticketing.drain();
    const callsBefore = harness.desk.calls.length;
    await harness.pass(3 * hour - minute, minute);
    expect(harness.desk.calls).toHaveLength(callsBefore);
    expect(callsBefore).toBeLessThanOrEqual(6);
    await harness.pass(2 * hour, minute);
    expect(harness.desk.tickets()).toHaveLength(20);
  });

  it('waits for a moment only when too many calls ran at once', async () => {
    const harness = await createHarness();
    harness.desk.failNext('createTicket', { kind: 'throttled', when: 'before', retryAfterMs: 1_000 });
    await harness.ticketing.createTicket(request());
    await harness.ticketing.drain();
    await harness.pass(10_000);
    expect(await outcome(harness)).toBe('created');
  });
});

describe('when credentials or the portal are set up wrong', () => {
  it('keeps the request, tries again slowly and names the problem in the check', async () => {
    const harness = await createHarness();
    harness.desk.failAlways('createTicket', { kind: 'misconfigured', when: 'before' });
    await harness.ticketing.createTicket(request());
    await harness.ticketing.drain();
    await harness.pass(hour, minute);
    expect(await outcome(harness)).toBe('pending');
    expect(harness.desk.callsOf('createTicket')).toBeLessThanOrEqual(12);
    const check = await harness.ticketing.check();
    expect(check.ok).toBe(false);
    expect(check.problems[0]?.what).toContain('injected misconfigured');
    harness.desk.mend();
    await harness.pass(7 * hour, minute);
    expect(await outcome(harness)).toBe('created');
  });

  it('keeps a request that lacks a field the portal demands until the portal is mended', async () => {
    const harness = await createHarness();
    harness.desk.refuseFields([{ pointer: '/cf/cf_severity', type: 'missing' }]);
    await harness.ticketing.createTicket(request());
    await harness.pass(hour, minute);
    expect(await outcome(harness)).toBe('pending');
    expect((await harness.ticketing.check()).problems[0]?.mend).toContain('/cf/cf_severity');
    harness.desk.mend();
    await harness.pass(7 * hour, minute);
    expect(await outcome(harness)).toBe('created');
  });
});

describe('when Desk refuses an optional part of a ticket', () => {
  it('makes the ticket without it, says so on the ticket, and still carries the reference', async () => {
    const harness = await createHarness();
    harness.desk.refuseFields([
      { pointer: '/channel', type: 'invalid' },
      { pointer: '/cf/cf_reference', type: 'invalid' },
    ]);
    await harness.ticketing.createTicket(request());
    await harness.ticketing.drain();
    const [ticket] = harness.desk.tickets();
    expect(ticket).toMatchObject({ channel: null, priority: 'Medium' });
    expect(ticket?.description).toContain('Desk did not take: channel, cf/cf_reference.');
    expect(ticket?.description).toContain('AB-7K2M9QXD');
    expect(harness.desk.callsOf('createTicket')).toBe(2);
  });

  it('does not pay for the same refusal with every ticket', async () => {
    const harness = await createHarness();
    harness.desk.refuseFields([
      { pointer: '/cf/cf_verified', type: 'invalid' },
      { pointer: '/cf/cf_workflow_type', type: 'invalid' },
    ]);
    for (const requestId of ['r1', 'r2', 'r3']) {
      await harness.ticketing.createTicket(request({ requestId }));
      await harness.ticketing.drain();
    }
    expect(harness.desk.tickets()).toHaveLength(3);
    expect(harness.desk.callsOf('createTicket')).toBe(4);
    expect((await harness.ticketing.check()).problems[0]?.what).toContain('cf/cf_workflow_type');
  });

  it('keeps the address on the ticket when Desk refuses it as contact', async () => {
    const harness = await createHarness({ config: { placeholder_contact_id: '77' } });
    harness.desk.refuseFields([{ pointer: '/contact/email', type: 'invalid' }]);
    await harness.ticketing.createTicket(request());
    await harness.ticketing.drain();
    expect(harness.desk.tickets()[0]).toMatchObject({ email: null, contactId: '77' });
    expect(harness.desk.tickets()[0]?.description).toContain('E-mail: carol@zylker.example');
  });

  it('waits for a contact that Desk has and does not show yet, for minutes', async () => {
    const harness = await createHarness();
    harness.desk.refuseFields([{ pointer: '/contact/email', type: 'duplicate' }]);
    await harness.ticketing.createTicket(request());
    await harness.pass(2 * minute, 10_000);
    expect(harness.desk.tickets()).toHaveLength(0);
    harness.desk.mend();
    await harness.pass(minute, 10_000);
    expect(harness.desk.tickets()).toMatchObject([{ email: 'carol@zylker.example' }]);
    harness.desk.refuseFields([{ pointer: '/contact/email', type: 'duplicate' }]);
    await harness.ticketing.createTicket(request({ requestId: 'never shown' }));
    await harness.pass(6 * minute, 10_000);
    expect(harness.desk.tickets()[1]).toMatchObject({ email: null });
    expect(harness.desk.tickets()[1]?.description).toContain('E-mail: carol@zylker.example');
  });

  it('sets a refused status afterwards, so that solved work does not stay open', async () => {
    const harness = await createHarness();
    harness.desk.refuseFields([{ pointer: '/status', type: 'invalid' }]);
    await harness.ticketing.createTicket(request({ draft: { ...request().draft, status: 'Closed' } }));
    await harness.ticketing.drain();
    expect(harness.desk.tickets()[0]?.status).toBe('Closed');
    expect(harness.desk.callsOf('updateTicket')).toBe(1);
  });

  it('tries the bare necessities when Desk gives no reason', async () => {
    const harness = await createHarness();
    harness.desk.failNext('createTicket', { kind: 'rejected', when: 'before' });
    await harness.ticketing.createTicket(request());
    await harness.ticketing.drain();
    expect(harness.desk.tickets()[0]).toMatchObject({ priority: null, channel: null, customFields: {} });
    expect(harness.desk.tickets()[0]?.description).toContain('Desk did not take: the optional fields');
  });
});

describe('when a record cannot be opened', () => {
  it('sets it aside for a person and goes on with the others', async () => {
    const harness = await createHarness();
    await harness.ticketing.createTicket(request({ requestId: 'r1' }));
    await harness.ticketing.createTicket(request({ requestId: 'r2' }));
    const withLostKey = {
      ...harness.ledger,
      claim: async (options: Parameters<typeof harness.ledger.claim>[0]) =>
        (await harness.ledger.claim(options)).map((claim) =>
          claim.lane.requestId === 'r1' && claim.step !== null
            ? { ...claim, step: { ...claim.step, payload: null } }
            : claim,
        ),
    };
    await harness.replica({ ledger: withLostKey }).drain();
    expect(harness.desk.tickets()).toHaveLength(1);
    const { items } = await harness.ticketing.listOutbox({ limit: 10 });
    expect(items[0]).toMatchObject({ id: 'ticket:r1/create', status: 'dead' });
    expect(items[0]?.lastError).toContain('ENCRYPTION_KEYS');
  });
});

describe('when the store fails in the middle', () => {
  it('does not wait for minutes when nothing had been sent yet', async () => {
    const harness = await createHarness();
    let failures = 4;
    const flaky = {
      ...harness.ledger,
      saveStep: async (...args: Parameters<typeof harness.ledger.saveStep>) => {
        const saved = await harness.ledger.saveStep(...args);
        if (args[1].state === 'sending' && failures > 0) {
          failures -= 1;
          throw new AppError('STORE_UNAVAILABLE', 'connection cut after the write');
        }
        return saved;
      },
    };
    const replica = harness.replica({ ledger: flaky });
    await replica.createTicket(request());
    await replica.drain();
    expect(harness.desk.callsOf('createTicket')).toBe(0);
    harness.clock.advance(2_000);
    await replica.drain();
    expect(harness.desk.tickets()).toHaveLength(1);
    expect(harness.desk.callsOf('listCreatedIn')).toBe(0);
  });
});
