import { deskConfigSchema } from '@acebuddy/contracts';
import { describe, expect, it } from 'vitest';
import { toNewTicket } from '../src/domain/ticket-body.ts';
import { change, createHarness, type Harness, request } from './harness.ts';

const minute = 60_000;
const lastLookMs = 330_000;

async function outcome(harness: Harness): Promise<string> {
  return (await harness.ticketing.createTicket(request())).outcome;
}

describe('a ticket whose creation was not answered', () => {
  it('is adopted within seconds when the list shows it, and not made again', async () => {
    const harness = await createHarness();
    harness.desk.failNext('createTicket', { kind: 'unknown', when: 'after' });
    await harness.ticketing.createTicket(request());
    await harness.ticketing.drain();
    expect(await outcome(harness)).toBe('pending');
    await harness.pass(5_000);
    expect(await outcome(harness)).toBe('created');
    await harness.pass(20 * minute);
    expect(harness.desk.tickets()).toHaveLength(1);
    expect(harness.desk.callsOf('createTicket')).toBe(1);
    expect(harness.desk.callsOf('addComment')).toBe(1);
  });

  it('is adopted when the list shows neither description nor custom fields', async () => {
    const harness = await createHarness();
    harness.desk.sparseLists = true;
    harness.desk.failNext('createTicket', { kind: 'unknown', when: 'after' });
    await harness.ticketing.createTicket(request());
    await harness.pass(20 * minute);
    expect(await outcome(harness)).toBe('created');
    expect(harness.desk.tickets()).toHaveLength(1);
  });

  it('is adopted although a rule of the portal has rewritten its subject', async () => {
    const harness = await createHarness();
    harness.desk.sparseLists = true;
    harness.desk.searchable = false;
    harness.desk.failNext('createTicket', { kind: 'unknown', when: 'after' });
    await harness.ticketing.createTicket(request());
    await harness.ticketing.drain();
    const [ticket] = harness.desk.tickets();
    harness.desk.rename(ticket?.id ?? '', `[VIP] ${ticket?.subject}`);
    await harness.pass(20 * minute);
    expect(await outcome(harness)).toBe('created');
    expect(harness.desk.tickets()).toHaveLength(1);
  });

  it('is not sent again on the word of a list of which not all could be read', async () => {
    const harness = await createHarness();
    harness.desk.sparseLists = true;
    harness.desk.searchable = false;
    for (let other = 0; other < 25; other += 1)
      await harness.ticketing.createTicket(
        request({ requestId: `other-${other}/run-1` as never, reference: `AB-${1_000_000_000 + other}` as never }),
      );
    await harness.ticketing.drain();
    const before = harness.desk.callsOf('createTicket');
    harness.desk.failNext('createTicket', { kind: 'unknown', when: 'before' });
    await harness.ticketing.createTicket(request());
    await harness.pass(20 * minute);
    expect(harness.desk.callsOf('createTicket')).toBe(before + 1);
    expect(await outcome(harness)).toBe('pending');
  });

  it('is not mistaken for a ticket that only quotes its reference, or carries another one', async () => {
    const harness = await createHarness();
    const quoting = {
      ...request().draft,
      description: 'My request AB-7K2M9QXD is not answered. Reference: AB-7K2M9QXD',
    };
    await harness.ticketing.createTicket(
      request({ requestId: 'other/run-1' as never, reference: 'AB-1000000000' as never, draft: quoting }),
    );
    await harness.ticketing.drain();
    harness.desk.failNext('createTicket', { kind: 'unknown', when: 'before' });
    await harness.ticketing.createTicket(request());
    await harness.pass(20 * minute);
    expect(await outcome(harness)).toBe('created');
    expect(harness.desk.tickets()).toHaveLength(2);
  });

  it('is not mistaken for a later mail in which the customer quotes all of our line', async () => {
    const harness = await createHarness();
    harness.desk.failAlways('createTicket', { kind: 'unknown', when: 'before' });
    harness.desk.failAlways('listCreatedIn', { kind: 'not_sent', when: 'before' });
    await harness.ticketing.createTicket(request());
    await harness.pass(2 * minute);
    harness.clock.advance(30 * minute);
    const { draft, reference } = request();
    const body = toNewTicket({ draft, reference, config: deskConfigSchema.parse({}), dropped: [] });
    harness.desk.mend();
    await harness.desk.createTicket({ ...body, cf: {} }, { foreground: false, timeoutMs: 1_000 });
    harness.desk.indexLagMs = 0;
    await harness.pass(40 * minute);
    expect(await outcome(harness)).toBe('created');
    expect(harness.desk.tickets()).toHaveLength(2);
  });

  it('is adopted from the index when the plain list cannot be read far enough back', async () => {
    const harness = await createHarness();
    harness.desk.listsEmpty = true;
    harness.desk.indexLagMs = 2 * minute;
    harness.desk.failNext('createTicket', { kind: 'unknown', when: 'after' });
    await harness.ticketing.createTicket(request());
    await harness.pass(minute);
    expect(await outcome(harness)).toBe('pending');
    await harness.pass(20 * minute);
    expect(await outcome(harness)).toBe('created');
    expect(harness.desk.callsOf('createTicket')).toBe(1);
  });

  it('is sent again only after the last look found nothing, not a moment earlier', async () => {
    const harness = await createHarness();
    harness.desk.failNext('createTicket', { kind: 'unknown', when: 'before' });
    await harness.ticketing.createTicket(request());
    await harness.ticketing.drain();
    await harness.pass(lastLookMs - 5_000);
    expect(harness.desk.callsOf('createTicket')).toBe(1);
    await harness.pass(10_000);
    expect(harness.desk.callsOf('createTicket')).toBe(2);
    expect(await outcome(harness)).toBe('created');
    expect(harness.desk.tickets()).toHaveLength(1);
  });

  it('is looked for after 4, 45, 150 and 330 seconds', async () => {
    const harness = await createHarness();
    harness.desk.failNext('createTicket', { kind: 'unknown', when: 'before' });
    await harness.ticketing.createTicket(request());
    await harness.ticketing.drain();
    const looksAt: number[] = [];
    for (let second = 1; second <= 330; second += 1) {
      const before = harness.desk.callsOf('listCreatedIn');
      await harness.pass(1_000, 1_000);
      if (harness.desk.callsOf('listCreatedIn') > before) looksAt.push(second);
    }
    expect(looksAt).toEqual([4, 45, 150, 330]);
  });

  it('is never sent again while the looks fail', async () => {
    const harness = await createHarness();
    harness.desk.failNext('createTicket', { kind: 'unknown', when: 'before' });
    harness.desk.failAlways('listCreatedIn', { kind: 'not_sent', when: 'before' });
    await harness.ticketing.createTicket(request());
    await harness.pass(2 * 60 * minute, minute);
    expect(harness.desk.callsOf('createTicket')).toBe(1);
    harness.desk.mend();
    await harness.pass(6 * 60 * minute, minute);
    expect(await outcome(harness)).toBe('created');
    expect(harness.desk.tickets()).toHaveLength(1);
  });

  it('is never sent again when no way of looking proves anything', async () => {
    const harness = await createHarness();
    harness.desk.listsEmpty = true;
    harness.desk.searchable = false;
    harness.desk.failNext('createTicket', { kind: 'unknown', when: 'before' });
    await harness.ticketing.createTicket(request());
    await harness.pass(120 * 60 * minute, 5 * minute);
    expect(harness.desk.callsOf('createTicket')).toBe(1);
    const { items } = await harness.ticketing.listOutbox({ limit: 10 });
    expect(items[0]).toMatchObject({ kind: 'create', status: 'dead' });
    expect(items[0]?.lastError).toContain('neither the list of recent tickets nor the search');
  });

  it('survives several lost answers in a row with one ticket', async () => {
    const harness = await createHarness();
    for (const when of ['before', 'before', 'after'] as const) {
      harness.desk.failNext('createTicket', { kind: 'unknown', when });
    }
    await harness.ticketing.createTicket(request());
    await harness.pass(60 * minute, 15_000);
    expect(await outcome(harness)).toBe('created');
    expect(harness.desk.tickets()).toHaveLength(1);
    expect(harness.desk.callsOf('createTicket')).toBe(3);
  });

  it('is kept with the lower number when two exist, and the other one gets a private note', async () => {
    const harness = await createHarness();
    harness.desk.failNext('createTicket', { kind: 'unknown', when: 'after' });
    await harness.ticketing.createTicket(request());
    await harness.ticketing.drain();
    const [first] = harness.desk.tickets();
    // Another copy, as a stalled process of an older release might leave it.
    const second = await harness.desk.duplicate(first?.id ?? '');
    await harness.pass(5_000);
    const answer = await harness.ticketing.createTicket(request());
    expect(answer).toMatchObject({ outcome: 'created', ticket: { ticketId: first?.id } });
    await harness.pass(minute);
    const notes = harness.desk.ticket(second).comments;
    expect(notes).toHaveLength(1);
    expect(notes[0]).toMatchObject({ isPublic: false });
    expect(notes[0]?.content).toContain(`This ticket repeats ticket ${first?.ticketNumber}`);
  });

  it('is looked for once more after it was sent twice, since the first may appear late', async () => {
    const harness = await createHarness();
    harness.desk.failNext('createTicket', { kind: 'unknown', when: 'after' });
    harness.desk.hideTicketsForMs = lastLookMs + minute;
    await harness.ticketing.createTicket(request());
    await harness.pass(lastLookMs + 30_000);
    const answer = await harness.ticketing.createTicket(request());
    expect(harness.desk.tickets()).toHaveLength(2);
    expect(answer).toMatchObject({ outcome: 'created', ticket: { ticketNumber: '102' } });
    await harness.pass(20 * minute);
    const [late] = harness.desk.tickets();
    const notes = harness.desk.ticket(late?.id ?? '').comments;
    expect(notes.map(({ content }) => content.split(':')[0])).toEqual(['This ticket repeats ticket 102']);
    expect(harness.desk.tickets()).toHaveLength(2);
  });
});

describe('a comment whose writing was not answered', () => {
  it('is found by its marker and not written again', async () => {
    const harness = await createHarness();
    harness.desk.failNext('addComment', { kind: 'unknown', when: 'after' });
    await harness.ticketing.createTicket(request());
    await harness.pass(10 * minute);
    const [ticket] = harness.desk.tickets();
    expect(harness.desk.ticket(ticket?.id ?? '').comments).toHaveLength(1);
    expect(harness.desk.callsOf('addComment')).toBe(1);
  });

  it('is written again when it is not there after the last look', async () => {
    const harness = await createHarness();
    harness.desk.failNext('addComment', { kind: 'unknown', when: 'before' });
    await harness.ticketing.createTicket(request());
    await harness.pass(10 * minute);
    const [ticket] = harness.desk.tickets();
    expect(harness.desk.ticket(ticket?.id ?? '').comments).toHaveLength(1);
    expect(harness.desk.callsOf('addComment')).toBe(2);
  });

  it('keeps its parts whole and in order whatever is lost between them', async () => {
    const harness = await createHarness();
    const transcript = Array.from({ length: 2_000 }, (_, index) => ({
      role: 'customer' as const,
      text: `${index} ${'x'.repeat(60)}`,
      at: '2026-11-23T08:59:00.000Z',
    }));
    harness.desk.failNext('addComment', { kind: 'unknown', when: 'before' });
    harness.desk.failNext('addComment', { kind: 'unknown', when: 'after' });
    harness.desk.failNext('addComment', { kind: 'not_sent', when: 'before' });
    await harness.ticketing.createTicket(request({ transcript }));
    await harness.pass(30 * minute);
    const [ticket] = harness.desk.tickets();
    const comments = harness.desk.ticket(ticket?.id ?? '').comments.toReversed();
    const numbers = comments.flatMap(({ content }) => [...content.matchAll(/Customer: (\d+) /gu)].map(([, n]) => n));
    expect(comments.length).toBeGreaterThan(5);
    expect(numbers).toEqual(transcript.map((_, index) => String(index)));
    expect(comments.every(({ content }) => content.length <= 32_000)).toBe(true);
  });
});

describe('a status change whose answer was lost', () => {
  const close = (harness: Harness) =>
    harness.ticketing.changeTicket(change({ requestId: 'close', change: { kind: 'status', status: 'Closed' } }));

  it('is not sent again when the ticket has the status', async () => {
    const harness = await createHarness();
    await harness.ticketing.createTicket(request());
    harness.desk.failNext('updateTicket', { kind: 'unknown', when: 'after' });
    await close(harness);
    await harness.pass(10 * minute);
    expect(await close(harness)).toEqual({ outcome: 'done', resultId: null });
    expect(harness.desk.callsOf('updateTicket')).toBe(1);
  });

  it('is sent again when the ticket still has the old status', async () => {
    const harness = await createHarness();
    await harness.ticketing.createTicket(request());
    harness.desk.failNext('updateTicket', { kind: 'unknown', when: 'before' });
    await close(harness);
    await harness.pass(10 * minute);
    expect(harness.desk.callsOf('updateTicket')).toBe(2);
    expect(harness.desk.tickets()[0]?.status).toBe('Closed');
  });

  it('does not undo what a person has done to the ticket meanwhile', async () => {
    const harness = await createHarness();
    await harness.ticketing.createTicket(request());
    await harness.ticketing.drain();
    harness.desk.failNext('updateTicket', { kind: 'unknown', when: 'after' });
    await close(harness);
    await harness.ticketing.drain();
    harness.clock.advance(2_000);
    harness.desk.agent.setStatus(harness.desk.tickets()[0]?.id ?? '', 'On Hold');
    await harness.pass(10 * minute);
    expect(harness.desk.tickets()[0]?.status).toBe('On Hold');
    expect(harness.desk.callsOf('updateTicket')).toBe(1);
  });
});
