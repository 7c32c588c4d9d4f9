import type { TicketChange } from '@acebuddy/contracts';
import { describe, expect, it } from 'vitest';
import { DeskFailure } from '../src/ports.ts';
import type { DeskFault } from './fake-ticket-desk.ts';
import { change, createHarness, type Harness, request } from './harness.ts';

async function withTicket(config: object = {}): Promise<{ harness: Harness; ticketId: string }> {
  const harness = await createHarness({ config });
  await harness.ticketing.createTicket(request());
  await harness.ticketing.drain();
  return { harness, ticketId: harness.desk.tickets()[0]?.id ?? '' };
}

async function apply(harness: Harness, what: TicketChange, requestId = 'c1') {
  await harness.ticketing.changeTicket(change({ requestId, change: what }));
  await harness.ticketing.drain();
  return harness.ticketing.changeTicket(change({ requestId, change: what }));
}

describe('changeTicket', () => {
  it('writes a comment once, with the id that Desk gave it', async () => {
    const { harness, ticketId } = await withTicket();
    const first = await apply(harness, { kind: 'comment', text: 'Please call back', isPublic: false });
    const repeat = await apply(harness, { kind: 'comment', text: 'other words', isPublic: false });
    const [comment, ...others] = harness.desk.ticket(ticketId).comments;
    expect(first).toEqual({ outcome: 'done', resultId: comment?.id });
    expect(repeat).toEqual(first);
    expect(comment?.content).toMatch(/^Please call back\n\n\[ref:[0-9a-f]{12}-1\/1\]$/);
    expect(others).toHaveLength(1);
  });

  it('writes fifty equal comments in parallel once', async () => {
    const { harness, ticketId } = await withTicket();
    await Promise.all(Array.from({ length: 50 }, () => harness.ticketing.changeTicket(change())));
    await harness.ticketing.drain();
    expect(harness.desk.ticket(ticketId).comments).toHaveLength(2);
  });

  it('keeps the order of changes of one ticket, however it is named', async () => {
    const { harness, ticketId } = await withTicket();
    for (let index = 0; index < 6; index += 1) {
      await harness.ticketing.changeTicket(
        change({
          requestId: `c${index}`,
          target: index % 2 === 0 ? { createdBy: 'chat-1/run-1' } : { ticketId },
          change: { kind: 'comment', text: `number ${index}`, isPublic: false },
          foreground: index > 2,
        }),
      );
    }
    await Promise.all([harness.ticketing.drain(), harness.replica().drain()]);
    const texts = harness.desk.ticket(ticketId).comments.map(({ content }) => content.split('\n')[0]);
    expect(texts.toReversed().slice(1)).toEqual([0, 1, 2, 3, 4, 5].map((index) => `number ${index}`));
  });

  it('sets what is proven about the customer in its field, and tells the trail the value alone', async () => {
    const told: unknown[] = [];
    const harness = await createHarness();
    const ticketing = harness.replica({ audit: { record: async ({ details }) => void told.push(details) } });
    const { draft, ...rest } = request();
    await ticketing.createTicket({ ...rest, draft: { ...draft, fields: { ...draft.fields, verified: 'verified' } } });
    await ticketing.changeTicket(change({ requestId: 'c1', change: { kind: 'proof', proof: 'mailbox only' } }));
    await ticketing.drain();
    expect(harness.desk.tickets()[0]?.customFields.cf_verified).toBe('mailbox only');
    expect(told).toContainEqual(expect.objectContaining({ number: expect.any(String), verified: 'verified' }));
    expect(told).toContainEqual({ step: 'change:c1', change: 'proof', verified: 'mailbox only' });
  });

  it('writes anew what the ticket says, with its reference, and leaves the due moment alone where nothing is said of it', async () => {
    const { harness, ticketId } = await withTicket({ additional_fields: { device: 'cf_device' } });
    const [before] = harness.desk.tickets();
    const revision = { kind: 'revise', reference: request().reference, description: 'Restart APP03' } as const;
    await apply(harness, { ...revision, fields: { device: 'APP03' }, dueAt: '2026-11-24T05:00:00.000Z' }, 'c1');
    expect(harness.desk.ticket(ticketId).ticket).toMatchObject({
      subject: before?.subject,
      description: `Restart APP03<br><br>Reference: ${request().reference}`,
      dueDate: '2026-11-24T05:00:00.000Z',
      customFields: { cf_device: 'APP03' },
    });
    harness.desk.failNext('updateTicket', { kind: 'rejected', when: 'before' });
    await apply(harness, { ...revision, description: 'Restart APP04', fields: { device: 'x' } }, 'c2');
    expect(harness.desk.ticket(ticketId).ticket).toMatchObject({
      description: expect.stringContaining('Restart APP04'),
      dueDate: '2026-11-24T05:00:00.000Z',
    });
  });

  it.each([
    ['has no such field', { custom_fields: { verified: null } }, undefined],
    ['refuses the field', {}, { kind: 'rejected', when: 'before' } as const],
  ])('leaves it to the comment where the portal %s', async (_case, config, fault) => {
    const { harness } = await withTicket(config);
    if (fault !== undefined) harness.desk.failNext('updateTicket', fault);
    expect(await apply(harness, { kind: 'proof', proof: 'not verified' })).toEqual({ outcome: 'done', resultId: null });
  });

  it('changes status, priority and tags', async () => {
    const { harness, ticketId } = await withTicket({ status_names: { Closed: 'Erledigt' } });
    expect(await apply(harness, { kind: 'status', status: 'Closed' }, 'c1')).toEqual({
      outcome: 'done',
      resultId: null,
    });
    await apply(harness, { kind: 'priority', priority: 'High' }, 'c2');
    await apply(harness, { kind: 'tags', tags: ['chatbot', 'vip'] }, 'c3');
    expect(harness.desk.ticket(ticketId).ticket).toMatchObject({ status: 'Erledigt', priority: 'High' });
    expect([...harness.desk.ticket(ticketId).tags]).toEqual(['chatbot', 'vip']);
  });

  it('sets a status that is written in other letters', async () => {
    const { harness, ticketId } = await withTicket();
    await apply(harness, { kind: 'status', status: 'closed' }, 'c1');
    expect(harness.desk.ticket(ticketId).ticket).toMatchObject({ status: 'Closed' });
  });

  it('plans a call once, also when the answer was lost', async () => {
    const { harness, ticketId } = await withTicket();
    harness.desk.failNext('addCall', { kind: 'unknown', when: 'after' });
    const call: TicketChange = {
      kind: 'call',
      subject: 'Call back Carol',
      phone: '1 888 900 9646',
      startsAt: '2026-11-23T15:00:00.000Z',
      description: 'About the printer',
    };
    await apply(harness, call);
    await harness.pass(600_000);
    expect(harness.desk.ticket(ticketId).calls).toHaveLength(1);
    expect(await apply(harness, call)).toMatchObject({
      outcome: 'done',
      resultId: harness.desk.ticket(ticketId).calls[0]?.id,
    });
  });

  it('attaches a file once, also when the answer was lost', async () => {
    const { harness, ticketId } = await withTicket();
    harness.desk.failNext('attach', { kind: 'unknown', when: 'after' });
    const attachment: TicketChange = { kind: 'attachment', url: 'https://files.zoho.com/1', name: 'screen.png' };
    await apply(harness, attachment);
    await harness.pass(600_000);
    expect(harness.desk.ticket(ticketId).files).toMatchObject([{ name: 'screen.png' }]);
    expect(await apply(harness, attachment)).toMatchObject({ outcome: 'done' });
  });

  it('attaches two pictures of one name, whatever answer is lost', async () => {
    const { harness, ticketId } = await withTicket();
    const replica = harness.replica({
      fetchFile: async ({ url, name }) => ({
        name,
        contentType: 'image/jpeg',
        bytes: new Uint8Array(url.endsWith('/1') ? 10 : 20),
      }),
    });
    const attach = async (url: string, fault: DeskFault) => {
      harness.desk.failNext('attach', fault);
      await replica.changeTicket(change({ requestId: url, change: { kind: 'attachment', url, name: 'image.jpg' } }));
      for (let look = 0; look < 4; look += 1) {
        await replica.drain();
        harness.clock.advance(200_000);
      }
    };
    await attach('https://files.zoho.com/1', { kind: 'unknown', when: 'after' });
    await attach('https://files.zoho.com/2', { kind: 'unknown', when: 'before' });
    expect(harness.desk.ticket(ticketId).files.map(({ sizeBytes }) => sizeBytes)).toEqual([10, 20]);
  });

  it('gives a forbidden attachment up at once and goes on with the next change', async () => {
    const { harness, ticketId } = await withTicket();
    const replica = harness.replica({
      fetchFile: async () => {
        throw new DeskFailure('rejected', 'attachments may not be fetched from evil.example');
      },
    });
    await replica.changeTicket(
      change({ requestId: 'a', change: { kind: 'attachment', url: 'https://evil.example/1', name: 'x' } }),
    );
    await replica.changeTicket(change({ requestId: 'b' }));
    await replica.drain();
    expect(await replica.changeTicket(change({ requestId: 'a' }))).toMatchObject({
      outcome: 'failed',
      reason: 'attachments may not be fetched from evil.example',
    });
    const { comments } = harness.desk.ticket(ticketId);
    expect(comments).toHaveLength(3);
    const note = comments.find(({ content }) => content.includes('could not be attached'));
    expect(note).toMatchObject({ isPublic: false });
    expect(note?.content).toContain('(attachments may not be fetched from evil.example)');
    expect(note?.content).toContain('Name: x');
    expect(note?.content).toContain('https://evil.example/1');
    expect(harness.desk.callsOf('attach')).toBe(0);
  });

  it('lets no picture that cannot be fetched hold up what the customer says', async () => {
    const { harness, ticketId } = await withTicket();
    const replica = harness.replica({
      fetchFile: async () => {
        throw new DeskFailure('not_sent', 'the server of the attachment cannot be reached');
      },
    });
    await replica.changeTicket(
      change({ requestId: 'a', change: { kind: 'attachment', url: 'https://files.zoho.com/1', name: 'x' } }),
    );
    await replica.changeTicket(change({ requestId: 'b' }));
    const close = change({ requestId: 'c', change: { kind: 'status', status: 'Closed' } });
    await replica.changeTicket(close);
    for (let minutes = 0; minutes < 10; minutes += 1) {
      harness.clock.advance(60_000);
      await replica.drain();
    }
    expect(harness.desk.ticket(ticketId).comments).toHaveLength(2);
    expect(await replica.changeTicket(close)).toMatchObject({ outcome: 'done' });
    // It is tried again in its own time, for as long as before.
    expect(await replica.changeTicket(change({ requestId: 'a' }))).toMatchObject({ outcome: 'pending' });
  });

  it('gives nothing up at once when Desk does not know a ticket that we made, but does not wait for ever', async () => {
    const { harness, ticketId } = await withTicket();
    harness.desk.failNext('addComment', { kind: 'not_found', when: 'before' });
    await harness.ticketing.changeTicket(change());
    await harness.ticketing.drain();
    expect(await harness.ticketing.changeTicket(change())).toMatchObject({ outcome: 'pending' });
    await harness.pass(10_000);
    expect(await harness.ticketing.changeTicket(change())).toMatchObject({ outcome: 'done' });
    expect(harness.desk.ticket(ticketId).comments).toHaveLength(2);
    harness.desk.failAlways('addComment', { kind: 'not_found', when: 'before' });
    const late = change({ requestId: 'late' });
    await harness.ticketing.changeTicket(late);
    await harness.pass(2 * 3_600_000, 60_000);
    expect(await harness.ticketing.changeTicket(late)).toMatchObject({ outcome: 'failed' });
  });

  it('gives a change to a ticket that does not exist up at once', async () => {
    const harness = await createHarness();
    harness.desk.failNext('addComment', { kind: 'not_found', when: 'before' });
    const input = change({ target: { ticketId: '99' } });
    await harness.ticketing.changeTicket(input);
    await harness.ticketing.drain();
    expect(await harness.ticketing.changeTicket(input)).toMatchObject({ outcome: 'failed' });
  });

  it('waits for a ticket that does not exist yet, and says so', async () => {
    const harness = await createHarness();
    const answer = await harness.ticketing.changeTicket(change());
    expect(answer).toMatchObject({ outcome: 'pending', reason: 'its ticket does not exist yet' });
    await harness.pass(70 * 3_600_000, 3_600_000);
    expect((await harness.ticketing.changeTicket(change())).outcome).toBe('pending');
    await harness.pass(10 * 3_600_000, 3_600_000);
    expect((await harness.ticketing.changeTicket(change())).outcome).toBe('failed');
  });

  it('takes mentions of agents out of what customers wrote', async () => {
    const { harness, ticketId } = await withTicket();
    await apply(harness, { kind: 'comment', text: 'hi zsu[@user:11550965]zsu there', isPublic: false });
    expect(harness.desk.ticket(ticketId).comments[0]?.content).toMatch(/^hi {2}there\n/);
  });
});
