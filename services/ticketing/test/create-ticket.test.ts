import { describe, expect, it } from 'vitest';
import { change, createHarness, request } from './harness.ts';

describe('createTicket', () => {
  it('makes one ticket with the custom fields, the reference and the transcript in two calls to Desk', async () => {
    const { ticketing, desk } = await createHarness();
    await ticketing.createTicket(request());
    await ticketing.drain();

    const [ticket] = desk.tickets();
    expect(ticket).toMatchObject({
      subject: 'Password Reset - Carol',
      priority: 'Medium',
      status: 'Open',
      channel: 'Chat',
      email: 'carol@zylker.example',
      customFields: {
        cf_workflow_type: 'password_reset',
        cf_automation_source: 'AceBuddy',
        cf_salesiq_chat_id: 'chat-1',
        cf_salesiq_visitor_id: 'visitor-1',
        cf_reference: 'AB-7K2M9QXD',
      },
    });
    expect(ticket?.description).toMatch(/User name: carol<br>Verified: yes<br><br>Reference: AB-7K2M9QXD$/);
    const comments = desk.ticket(ticket?.id ?? '').comments;
    expect(comments).toHaveLength(1);
    expect(comments[0]?.content).toContain('[2026-11-23 08:59:00 UTC] Customer: I forgot my password');
    expect(comments[0]?.isPublic).toBe(true);
    expect(desk.calls.map(({ operation }) => operation)).toEqual(['createTicket', 'addComment']);
  });

  it('answers with the ticket when it exists, and with the same one to every repeat', async () => {
    const { ticketing, desk } = await createHarness();
    expect(await ticketing.createTicket(request())).toMatchObject({ outcome: 'pending', reference: 'AB-7K2M9QXD' });
    await ticketing.drain();
    const first = await ticketing.createTicket(request());
    const repeat = await ticketing.createTicket(
      request({ reference: 'AB-00000000', draft: { ...request().draft, subject: 'Another' } }),
    );
    expect(first).toMatchObject({ outcome: 'created', ticket: { ticketNumber: '101' } });
    expect(repeat).toEqual(first);
    await ticketing.drain();
    expect(desk.tickets()).toHaveLength(1);
  });

  it('tells the caller as soon as a worker of the same process has made the ticket', async () => {
    const { ticketing, desk } = await createHarness();
    ticketing.start();
    const answer = await ticketing.createTicket(request({ waitMs: 5_000 }));
    await ticketing.stop();
    expect(answer).toMatchObject({ outcome: 'created' });
    expect(desk.tickets()).toHaveLength(1);
  });

  it('lets fifty equal requests in parallel on two replicas make one ticket', async () => {
    const harness = await createHarness();
    const replicas = [harness.ticketing, harness.replica()];
    await Promise.all(Array.from({ length: 50 }, (_, index) => replicas[index % 2]?.createTicket(request())));
    await Promise.all(replicas.map((replica) => replica.drain()));
    expect(harness.desk.tickets()).toHaveLength(1);
    expect(harness.desk.callsOf('createTicket')).toBe(1);
    expect(harness.desk.callsOf('addComment')).toBe(1);
  });

  it('does the changes that came before the ticket after it, in order', async () => {
    const { ticketing, desk } = await createHarness();
    for (const number of [1, 2, 3]) {
      const text = `note ${number}`;
      await ticketing.changeTicket(
        change({ requestId: `note-${number}`, change: { kind: 'comment', text, isPublic: false } }),
      );
    }
    await ticketing.drain();
    expect(desk.calls).toEqual([]);
    await ticketing.createTicket(request());
    await ticketing.drain();
    const contents = desk.ticket(desk.tickets()[0]?.id ?? '').comments.map(({ content }) => content.split('\n')[0]);
    expect(contents.toReversed()).toEqual(['Chat transcript', 'note 1', 'note 2', 'note 3']);
  });
});
