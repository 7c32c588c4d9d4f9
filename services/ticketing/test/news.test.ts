import { describe, expect, it } from 'vitest';
import { noMetrics } from '../src/domain/ticketing-metrics.ts';
import { change, createHarness, type Harness, request } from './harness.ts';

const minute = 60_000;

async function withTicket(config: object = {}): Promise<{ harness: Harness; ticketId: string }> {
  const harness = await createHarness({ config });
  await harness.ticketing.createTicket(request());
  await harness.ticketing.drain();
  return { harness, ticketId: harness.desk.tickets()[0]?.id ?? '' };
}

async function newsOf(harness: Harness) {
  const { items } = await harness.ticketing.news({ after: 0, limit: 100 });
  return items.map(({ news }) => news);
}

const event = (ticketId: string, eventTime: string, eventType = 'Ticket_Update') => ({
  events: [{ eventType, ticketId: ticketId as never, eventTime }],
});

describe('news from Desk', () => {
  it('tells of the new ticket, with the request it belongs to', async () => {
    const { harness, ticketId } = await withTicket();
    const { items } = await harness.ticketing.news({ after: 0, limit: 10 });
    expect(items).toMatchObject([{ seq: 1, ticketId, requestId: 'chat-1/run-1', news: { kind: 'created' } }]);
  });

  it('tells once of a status that an agent set, after an event and however often it is repeated', async () => {
    const { harness, ticketId } = await withTicket();
    harness.clock.advance(minute);
    harness.desk.agent.setStatus(ticketId, 'On Hold');
    expect(await harness.ticketing.handleDeskEvents(event(ticketId, '1'))).toEqual({ accepted: 1 });
    expect(await harness.ticketing.handleDeskEvents(event(ticketId, '1'))).toEqual({ accepted: 0 });
    await harness.pass(10_000);
    await harness.ticketing.handleDeskEvents(event(ticketId, '2'));
    await harness.pass(10_000);
    expect((await newsOf(harness)).slice(1)).toEqual([{ kind: 'status', status: 'On Hold', statusType: 'Open' }]);
  });

  it('tells of what people did with a ticket before its lost creation was found', async () => {
    const harness = await createHarness();
    harness.desk.failNext('createTicket', { kind: 'unknown', when: 'after' });
    await harness.ticketing.createTicket(request());
    await harness.ticketing.drain();
    const ticketId = harness.desk.tickets()[0]?.id ?? '';
    harness.clock.advance(1_000);
    harness.desk.agent.setStatus(ticketId, 'On Hold');
    harness.desk.agent.comment(ticketId, 'I take care of it.', true);
    await harness.pass(minute);
    expect(await newsOf(harness)).toMatchObject([
      { kind: 'created' },
      { kind: 'comment', text: 'I take care of it.' },
      { kind: 'status', status: 'On Hold' },
    ]);
  });

  it('tells of public replies of agents and of nothing else that is written on the ticket', async () => {
    const { harness, ticketId } = await withTicket();
    harness.clock.advance(minute);
    await harness.ticketing.changeTicket(change({ change: { kind: 'comment', text: 'ours', isPublic: true } }));
    await harness.ticketing.drain();
    const reply = harness.desk.agent.comment(
      ticketId,
      '<div>Your password&nbsp;was reset.<br>Jade</div>',
      true,
      'html',
    );
    harness.desk.agent.comment(ticketId, 'internal remark', false);
    harness.desk.agent.comment(ticketId, 'as you wrote: [ref:0123456789ab-1/1], so I did it', true);
    await harness.ticketing.handleDeskEvents(event(ticketId, '5', 'Ticket_Comment_Add'));
    await harness.pass(10_000);
    expect((await newsOf(harness)).slice(1)).toEqual([
      { kind: 'comment', commentId: reply, author: 'Jade Tywin', text: 'Your password was reset.\nJade' },
      {
        kind: 'comment',
        commentId: expect.any(String),
        author: 'Jade Tywin',
        text: 'as you wrote:, so I did it',
      },
    ]);
  });

  it('tells of plain words as they were written, angle brackets and all, without the code of a mention', async () => {
    const { harness, ticketId } = await withTicket();
    harness.clock.advance(minute);
    harness.desk.agent.comment(ticketId, 'zsu[@user:55616589]zsu Run: net user <name> /active:yes & <b>wait</b>', true);
    await harness.ticketing.handleDeskEvents(event(ticketId, '5', 'Ticket_Comment_Add'));
    await harness.pass(10_000);
    expect((await newsOf(harness)).at(-1)).toMatchObject({ text: 'Run: net user <name> /active:yes & <b>wait</b>' });
  });

  it('tells of an answer above what it quotes of ours, and of nothing where only a file or a mention was written', async () => {
    const { harness, ticketId } = await withTicket();
    harness.clock.advance(minute);
    harness.desk.agent.comment(ticketId, 'It is done.\n\n> Chat transcript\n> [ref:0123456789ab-1/1]', true);
    harness.desk.agent.comment(ticketId, 'zsu[@user:55616589]zsu', true);
    harness.desk.agent.comment(ticketId, '', true);
    await harness.ticketing.handleDeskEvents(event(ticketId, '5', 'Ticket_Comment_Add'));
    await harness.pass(10_000);
    expect((await newsOf(harness)).slice(1)).toMatchObject([{ text: 'It is done.\n\n> Chat transcript' }]);
  });

  it('tells nothing of a reply by e-mail, which Desk has sent itself, but of the status that came with it', async () => {
    const { harness, ticketId } = await withTicket();
    harness.clock.advance(minute);
    await harness.ticketing.handleDeskEvents(event(ticketId, '5', 'Ticket_Thread_Add'));
    await harness.pass(10_000);
    expect(await newsOf(harness)).toHaveLength(1);
    harness.desk.agent.setStatus(ticketId, 'On Hold');
    await harness.ticketing.handleDeskEvents(event(ticketId, '6', 'Ticket_Thread_Add'));
    await harness.pass(10_000);
    expect((await newsOf(harness)).slice(1)).toMatchObject([{ kind: 'status', status: 'On Hold' }]);
  });

  it('tells of a reply that took the place of a deleted one', async () => {
    const { harness, ticketId } = await withTicket();
    const look = async (eventTime: string) => {
      harness.clock.advance(2 * minute);
      await harness.ticketing.handleDeskEvents(event(ticketId, eventTime));
      await harness.pass(10_000);
    };
    const first = harness.desk.agent.comment(ticketId, 'Wrong ticket, sorry', true);
    await look('1');
    harness.clock.advance(minute);
    harness.desk.agent.deleteComment(ticketId, first);
    harness.desk.agent.comment(ticketId, 'Your printer works again', true);
    await look('2');
    expect((await newsOf(harness)).at(-1)).toMatchObject({ kind: 'comment', text: 'Your printer works again' });
  });

  it('does not tell of a status that we set ourselves, but of an agent going back to it later', async () => {
    const { harness, ticketId } = await withTicket();
    const requestId = 'chat-1#status:1' as never;
    await harness.ticketing.changeTicket(change({ requestId, change: { kind: 'status', status: 'On Hold' } }));
    await harness.ticketing.drain();
    const look = async (eventTime: string) => {
      await harness.ticketing.handleDeskEvents(event(ticketId, eventTime));
      await harness.pass(10_000);
    };
    await look('1');
    expect(await newsOf(harness)).toHaveLength(1);
    harness.desk.agent.setStatus(ticketId, 'Open');
    await look('2');
    harness.desk.agent.setStatus(ticketId, 'On Hold');
    await look('3');
    expect((await newsOf(harness)).slice(1)).toMatchObject([{ status: 'Open' }, { status: 'On Hold' }]);
  });

  it('tells of a status that was set by REST: the chat did not ask for it', async () => {
    const { harness, ticketId } = await withTicket();
    const requestId = 'rest:status:1' as never;
    await harness.ticketing.changeTicket(change({ requestId, change: { kind: 'status', status: 'Closed' } }));
    await harness.ticketing.drain();
    await harness.ticketing.handleDeskEvents(event(ticketId, '1'));
    await harness.pass(10_000);
    expect((await newsOf(harness)).at(-1)).toMatchObject({ kind: 'status', status: 'Closed' });
  });

  it('tells of an agent who sets the status that Desk had refused us', async () => {
    const { harness, ticketId } = await withTicket();
    harness.desk.failNext('updateTicket', {
      kind: 'rejected',
      when: 'before',
      fields: [{ pointer: '/cf/x', type: 'invalid' }],
    });
    const requestId = 'chat-1#status:1' as never;
    await harness.ticketing.changeTicket(change({ requestId, change: { kind: 'status', status: 'Closed' } }));
    await harness.ticketing.drain();
    expect((await harness.ticketing.listOutbox({ limit: 5 })).items).toMatchObject([{ status: 'dead' }]);
    harness.desk.agent.setStatus(ticketId, 'Closed');
    await harness.ticketing.handleDeskEvents(event(ticketId, '1'));
    await harness.pass(10_000);
    expect((await newsOf(harness)).at(-1)).toMatchObject({ kind: 'status', status: 'Closed' });
  });

  it('tells of a reply once, also when the ticket rests for longer than news are kept', async () => {
    const { harness, ticketId } = await withTicket({ poll_seconds: 0 });
    const look = async (eventTime: string) => {
      harness.clock.advance(2 * minute);
      await harness.ticketing.handleDeskEvents(event(ticketId, eventTime));
      await harness.pass(10_000);
    };
    harness.desk.agent.comment(ticketId, 'We ordered a new one', true);
    await look('1');
    harness.desk.agent.setStatus(ticketId, 'On Hold');
    await look('2');
    harness.clock.advance(31 * 24 * 60 * minute);
    await harness.ticketing.prune();
    harness.desk.agent.setStatus(ticketId, 'Closed');
    await look('3');
    expect((await newsOf(harness)).map(({ kind }) => kind)).toEqual(['status', 'status']);
  });

  it('takes two events without a time for two', async () => {
    const { harness, ticketId } = await withTicket();
    harness.desk.agent.setStatus(ticketId, 'On Hold');
    await harness.ticketing.handleDeskEvents(event(ticketId, ''));
    await harness.pass(10_000);
    harness.desk.agent.setStatus(ticketId, 'Closed');
    await harness.ticketing.handleDeskEvents(event(ticketId, ''));
    await harness.pass(10_000);
    expect((await newsOf(harness)).slice(1)).toMatchObject([{ status: 'On Hold' }, { status: 'Closed' }]);
  });

  it('does not read the ticket again for events of tickets that are not ours', async () => {
    const { harness } = await withTicket();
    const before = harness.desk.calls.length;
    expect(await harness.ticketing.handleDeskEvents(event('123', '1'))).toEqual({ accepted: 0 });
    await harness.pass(10_000);
    expect(harness.desk.calls).toHaveLength(before);
  });

  it('reads a ticket once for several events of one change', async () => {
    const { harness, ticketId } = await withTicket();
    for (const eventTime of ['1', '2', '3']) await harness.ticketing.handleDeskEvents(event(ticketId, eventTime));
    await harness.pass(10_000);
    expect(harness.desk.callsOf('getTicket')).toBe(1);
  });

  it('finds changes by polling where Desk tells nothing, with one search a turn for all replicas', async () => {
    const { harness, ticketId } = await withTicket({ poll_seconds: 60 });
    const replica = harness.replica();
    for (let turn = 0; turn < 5; turn += 1) {
      if (turn === 2) harness.desk.agent.setStatus(ticketId, 'Closed');
      await Promise.all([harness.ticketing.poll(), replica.poll()]);
      await harness.pass(minute);
    }
    expect(harness.desk.callsOf('listModifiedSince')).toBe(5);
    expect((await newsOf(harness)).slice(1)).toMatchObject([{ kind: 'status', status: 'Closed' }]);
  });

  it('sees every change after a pause, also when there are more than one search gives', async () => {
    const { harness } = await withTicket({ poll_seconds: 60 });
    await harness.ticketing.poll();
    for (let index = 0; index < 7; index += 1) {
      await harness.ticketing.createTicket(request({ requestId: `r${index}/run-1` }));
      await harness.ticketing.drain();
      harness.clock.advance(10 * minute);
    }
    harness.desk.changedMax = 3;
    for (const { id } of harness.desk.tickets()) {
      harness.desk.agent.setStatus(id, 'On Hold');
      harness.clock.advance(1_000);
    }
    for (let turn = 0; turn < 6; turn += 1) {
      await harness.ticketing.poll();
      await harness.pass(minute);
    }
    const told = (await newsOf(harness)).filter(({ kind }) => kind === 'status');
    expect(told).toHaveLength(8);
  });

  it('does not poll while there is nothing to look at', async () => {
    const harness = await createHarness();
    await harness.ticketing.poll();
    expect(harness.desk.calls).toEqual([]);
  });

  it('stops polling while few credits are left for today', async () => {
    const { harness } = await withTicket();
    harness.desk.spareCredits = false;
    expect(await harness.ticketing.poll()).toBe(false);
    expect(harness.desk.callsOf('listModifiedSince')).toBe(0);
    harness.desk.spareCredits = true;
    expect(await harness.ticketing.poll()).toBe(true);
  });

  it('looks at open tickets now and then even when nobody tells of a change, ever less often', async () => {
    const { harness, ticketId } = await withTicket({ poll_seconds: 0 });
    await harness.pass(24 * 60 * minute, 5 * minute);
    const looks = harness.desk.callsOf('getTicket');
    expect(looks).toBeGreaterThan(5);
    expect(looks).toBeLessThan(15);
    harness.desk.agent.comment(ticketId, 'Done', true);
    await harness.pass(7 * 60 * minute, 5 * minute);
    expect((await newsOf(harness)).at(-1)).toMatchObject({ kind: 'comment', text: 'Done' });
  });

  it('goes on after Desk was away, and tells what it missed', async () => {
    const { harness, ticketId } = await withTicket();
    harness.desk.failAlways('getTicket', { kind: 'not_sent', when: 'before' });
    harness.desk.agent.setStatus(ticketId, 'Closed');
    await harness.ticketing.handleDeskEvents(event(ticketId, '1'));
    await harness.pass(10 * minute);
    expect(await newsOf(harness)).toHaveLength(1);
    harness.desk.mend();
    await harness.pass(60 * minute, minute);
    expect((await newsOf(harness)).at(-1)).toMatchObject({ kind: 'status', status: 'Closed' });
  });

  it('tells of a ticket that was not to be seen for an hour, and lets a deleted one go after a day or two', async () => {
    const { harness, ticketId } = await withTicket({ poll_seconds: 0 });
    harness.desk.failAlways('getTicket', { kind: 'not_sent', when: 'before' });
    await harness.ticketing.handleDeskEvents(event(ticketId, '1'));
    await harness.pass(24 * 60 * minute, 10 * minute);
    harness.desk.mend();
    harness.desk.agent.remove(ticketId);
    await harness.pass(6 * 60 * minute, minute);
    expect(harness.desk.callsOf('getTicket')).toBeGreaterThan(10);
    harness.desk.agent.bringBack(ticketId);
    harness.desk.agent.setStatus(ticketId, 'Closed');
    await harness.pass(6 * 60 * minute, minute);
    expect((await newsOf(harness)).at(-1)).toMatchObject({ kind: 'status', status: 'Closed' });
    harness.desk.agent.remove(ticketId);
    await harness.pass(48 * 60 * minute, 10 * minute);
    const looks = harness.desk.callsOf('getTicket');
    await harness.pass(7 * 24 * 60 * minute, 60 * minute);
    expect(harness.desk.callsOf('getTicket')).toBe(looks);
  });

  it('measures how long a ticket took from its creation to its closing', async () => {
    const resolved: number[] = [];
    const { harness, ticketId } = await withTicket();
    const replica = harness.replica({ metrics: { ...noMetrics, resolved: (ms) => void resolved.push(ms) } });
    harness.clock.advance(90 * minute);
    harness.desk.agent.setStatus(ticketId, 'Closed');
    await replica.handleDeskEvents(event(ticketId, '1'));
    harness.clock.advance(10 * minute);
    await replica.drain();
    expect(resolved).toEqual([90 * minute]);
    expect(await harness.watches.get(ticketId)).toMatchObject({ resolvedInMs: 90 * minute });
  });

  it('lets a ticket go that was closed from the start', async () => {
    const harness = await createHarness();
    await harness.ticketing.createTicket(request({ draft: { ...request().draft, status: 'Closed' } }));
    await harness.pass(16 * 24 * 60 * minute, 60 * minute);
    expect(await harness.watches.anyWatched()).toBe(false);
  });

  it('lets a closed ticket go after two weeks', async () => {
    const { harness, ticketId } = await withTicket();
    harness.desk.agent.setStatus(ticketId, 'Closed');
    await harness.pass(16 * 24 * 60 * minute, 60 * minute);
    const before = harness.desk.callsOf('getTicket');
    await harness.pass(5 * 24 * 60 * minute, 60 * minute);
    expect(harness.desk.callsOf('getTicket')).toBe(before);
    expect(await harness.watches.anyWatched()).toBe(false);
  });
});
