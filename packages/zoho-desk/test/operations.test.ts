import { describe, expect, it } from 'vitest';
import type { NewTicket } from '../src/index.ts';
import { startDesk } from './harness/desk-under-test.ts';
import { createFakeClock } from './harness/fake-clock.ts';
import { createRecorder } from './harness/recorder.ts';
import { failureOf, unwrap } from './harness/results.ts';

const ticket: NewTicket = {
  subject: 'Cannot log in',
  description: { text: 'It says no.\n\nReference: AB-7K2M9QXD' },
  contact: { name: 'Carol Baker', email: 'carol@zylker.example' },
  email: 'carol@zylker.example',
  phone: '+1 555 010 0199',
  priority: 'High',
  status: 'Open',
  channel: 'Chat',
  cf: { cf_reference: 'AB-7K2M9QXD', cf_workflow_type: 'password_reset' },
};

describe('a new ticket', () => {
  it('takes two calls with its transcript, for a new contact', async () => {
    await using world = await startDesk();
    const { id } = unwrap(await world.desk.createTicket(ticket));
    unwrap(await world.desk.createComment(id, { content: '[09:00] Customer: hi', isPublic: true }));
    expect(world.desk.usage().calls).toBe(2);
    expect(world.simulator.tickets()[0]).toMatchObject({
      contact: { lastName: 'Carol Baker', email: 'carol@zylker.example' },
      comments: [{ content: '[09:00] Customer: hi', isPublic: true, contentType: 'plainText' }],
      cf: { cf_reference: 'AB-7K2M9QXD', cf_workflow_type: 'password_reset' },
    });
  });

  it('takes two calls with its transcript, for a contact the portal knows, whatever the case of the address', async () => {
    await using world = await startDesk();
    const contact = { name: 'Somebody', email: 'TEST@Company.com' };
    const { id } = unwrap(await world.desk.createTicket({ ...ticket, contact }));
    unwrap(await world.desk.createComment(id, { content: 'hi', isPublic: true }));
    expect(world.desk.usage().calls).toBe(2);
    expect(world.simulator.tickets()[0]?.contact).toMatchObject({ firstName: 'Test', lastName: 'User' });
  });

  it('shows Desk’s ticket in our words, with ISO times', async () => {
    const clock = createFakeClock();
    await using world = await startDesk({ now: clock.now }, { clock });
    expect(unwrap(await world.desk.createTicket(ticket))).toEqual({
      id: '1892000000042042',
      ticketNumber: '101',
      subject: 'Cannot log in',
      description: 'It says no.<br><br>Reference: AB-7K2M9QXD',
      status: 'Open',
      statusType: 'Open',
      priority: 'High',
      departmentId: '1892000000006907',
      contactId: '1892000000042035',
      assigneeId: null,
      email: 'carol@zylker.example',
      phone: '+1 555 010 0199',
      channel: 'Chat',
      webUrl: `${world.origin}/_simulator/tickets/1892000000042042`,
      customFields: {
        cf_workflow_type: 'password_reset',
        cf_automation_source: null,
        cf_salesiq_chat_id: null,
        cf_salesiq_visitor_id: null,
        cf_reference: 'AB-7K2M9QXD',
        cf_verified: null,
      },
      createdTime: '2026-11-23T09:00:00.000Z',
      modifiedTime: '2026-11-23T09:00:00.000Z',
      closedTime: null,
      dueDate: null,
      commentCount: 0,
    });
  });

  it('may have a contact without an address, or one by id', async () => {
    await using world = await startDesk();
    const anonymous = unwrap(await world.desk.createTicket({ ...ticket, contact: { name: 'Visitor 7' } }));
    const placeholder = unwrap(
      await world.desk.createTicket({ ...ticket, contact: { id: anonymous.contactId ?? '' } }),
    );
    expect(placeholder.contactId).toBe(anonymous.contactId);
  });

  it('carries the token and the organisation, and nothing else of ours', async () => {
    const recorder = createRecorder();
    await using world = await startDesk({}, { fetch: recorder.fetch });
    await world.desk.createTicket(ticket);
    expect(recorder.calls[0]?.headers).toEqual({
      accept: 'application/json',
      authorization: expect.stringMatching(/^Zoho-oauthtoken 1000\./),
      'content-type': 'application/json',
      orgid: '3981311',
    });
  });
});

describe('tickets', () => {
  it('are read by id and by number; unknown ones are not found', async () => {
    await using world = await startDesk();
    const { id } = unwrap(await world.desk.createTicket(ticket));
    expect(unwrap(await world.desk.getTicket(id)).ticketNumber).toBe('101');
    expect(unwrap(await world.desk.findByNumber('101'))?.id).toBe(id);
    expect(unwrap(await world.desk.findByNumber('999'))).toBeNull();
    expect(failureOf(await world.desk.getTicket('1'))).toMatchObject({ kind: 'not_found', created: 'no' });
  });

  it('change status and priority', async () => {
    const clock = createFakeClock();
    await using world = await startDesk({ now: clock.now }, { clock });
    const { id } = unwrap(await world.desk.createTicket(ticket));
    clock.advance(60_000);
    expect(unwrap(await world.desk.updateTicket(id, { status: 'Closed', priority: 'Low' }))).toMatchObject({
      status: 'Closed',
      statusType: 'Closed',
      priority: 'Low',
      closedTime: '2026-11-23T09:01:00.000Z',
      modifiedTime: '2026-11-23T09:01:00.000Z',
    });
    expect(failureOf(await world.desk.updateTicket(id, { status: 'Fluffy' }))).toMatchObject({
      kind: 'rejected',
      fields: [{ pointer: '/status', type: 'invalid' }],
    });
  });

  it('that changed are found by the index, the oldest change first', async () => {
    const clock = createFakeClock();
    await using world = await startDesk({ now: clock.now, settings: { indexLagMs: 60_000 } }, { clock });
    const first = unwrap(await world.desk.createTicket(ticket));
    const second = unwrap(await world.desk.createTicket(ticket));
    clock.advance(600_000);
    const since = new Date(clock.now()).toISOString();
    world.simulator.agentSetsStatus(second.id, 'On Hold');
    clock.advance(1_000);
    world.simulator.agentComments(first.id, 'We look into it', true);
    expect(unwrap(await world.desk.listRecentlyModified(since)).tickets).toEqual([]);
    clock.advance(60_000);
    const { tickets, complete } = unwrap(await world.desk.listRecentlyModified(since));
    expect(tickets.map(({ id, status }) => [id, status])).toEqual([
      [second.id, 'On Hold'],
      [first.id, 'Open'],
    ]);
    expect(complete).toBe(true);
  });

  it('that changed are found in other departments too, and what was read in time is kept', async () => {
    const asked: string[] = [];
    const time = new AbortController();
    const page = Array.from({ length: 100 }, (_, id) => ({ id: String(id), modifiedTime: '2026-11-23T09:00:00.000Z' }));
    const search: typeof fetch = async (input) => {
      asked.push((input as Request).url);
      if (asked.length < 3) return Response.json({ data: page });
      time.abort();
      throw new Error('too late');
    };
    const isSearch = (input: unknown) => input instanceof Request && input.url.includes('/tickets/search');
    await using world = await startDesk(
      {},
      { fetch: (...args) => (isSearch(args[0]) ? search(...args) : fetch(...args)) },
    );
    const { signal } = time;
    const found = unwrap(await world.desk.listRecentlyModified('2026-11-23T08:00:00.000Z', { signal }));
    expect([found.tickets.length, found.complete]).toEqual([200, false]);
    expect(asked[0]).not.toContain('departmentId');
  });

  it('of a contact are listed; an unknown contact proves nothing', async () => {
    await using world = await startDesk();
    await world.desk.createTicket(ticket);
    await world.desk.createTicket({ ...ticket, contact: { name: 'Other', email: 'other@zylker.example' } });
    const now = new Date().toISOString();
    const window = { since: now, until: now };
    const mine = unwrap(await world.desk.listOfContact('carol@zylker.example', window));
    expect(mine).toMatchObject({ complete: true, tickets: [{ ticketNumber: '101' }] });
    expect(unwrap(await world.desk.listOfContact('nobody@zylker.example', window))).toEqual({
      tickets: [],
      complete: false,
    });
  });
});

describe('comments', () => {
  it('are listed newest first and since a time', async () => {
    const clock = createFakeClock();
    await using world = await startDesk({ now: clock.now }, { clock });
    const { id } = unwrap(await world.desk.createTicket(ticket));
    expect(unwrap(await world.desk.listComments(id, null))).toEqual([]);
    for (const content of ['one', 'two', 'three']) {
      clock.advance(60_000);
      unwrap(await world.desk.createComment(id, { content, isPublic: false }));
    }
    const all = unwrap(await world.desk.listComments(id, null));
    expect(all.map(({ content }) => content)).toEqual(['three', 'two', 'one']);
    expect(all[0]).toMatchObject({
      isPublic: false,
      author: 'AceBuddy Integration',
      authorType: 'AGENT',
      authorId: '1892000000056007',
      at: '2026-11-23T09:03:00.000Z',
    });
    const since = unwrap(await world.desk.listComments(id, '2026-11-23T09:02:00.000Z'));
    expect(since.map(({ content }) => content)).toEqual(['three', 'two']);
  });

  it('by agents are told from our own, private ones and customers’', async () => {
    await using world = await startDesk();
    const { id } = unwrap(await world.desk.createTicket(ticket));
    unwrap(await world.desk.createComment(id, { content: 'transcript', isPublic: true }));
    world.simulator.agentComments(id, 'first answer', true);
    world.simulator.agentComments(id, 'internal', false);
    world.simulator.agentComments(id, 'second answer', true);
    const replies = unwrap(await world.desk.listAgentReplies(id, null));
    expect(replies.map(({ content, author }) => [content, author])).toEqual([
      ['first answer', 'Jade Tywin'],
      ['second answer', 'Jade Tywin'],
    ]);
    await world.desk.listAgentReplies(id, null);
    expect(world.simulator.stats().calls.getMyInfo?.calls).toBe(1);
  });

  it('that Desk would refuse are not sent', async () => {
    await using world = await startDesk();
    const { id } = unwrap(await world.desk.createTicket(ticket));
    const tooLong = await world.desk.createComment(id, { content: 'x'.repeat(32_001), isPublic: true });
    expect(failureOf(tooLong)).toMatchObject({ kind: 'rejected', created: 'no', code: 'COMMENT_TOO_LONG' });
    const empty = await world.desk.createComment(id, { content: ' zsu[@user:1]zsu ', isPublic: true });
    expect(failureOf(empty)).toMatchObject({ kind: 'rejected', code: 'COMMENT_EMPTY' });
    expect(world.simulator.stats().calls.createComment).toBeUndefined();
    unwrap(await world.desk.createComment(id, { content: 'x'.repeat(32_000), isPublic: true }));
  });

  it('cannot mention an agent', async () => {
    await using world = await startDesk();
    const { id } = unwrap(await world.desk.createTicket(ticket));
    unwrap(await world.desk.createComment(id, { content: 'hi zsu[@user:11550965]zsu you', isPublic: true }));
    expect(world.simulator.ticket(id)?.comments[0]?.content).toBe('hi  you');
  });
});

describe('tags, calls, attachments, contacts', () => {
  it('tags are added to those that are there; their numeric ids do no harm', async () => {
    await using world = await startDesk();
    const { id } = unwrap(await world.desk.createTicket(ticket));
    expect(unwrap(await world.desk.listTags(id))).toEqual([]);
    unwrap(await world.desk.associateTags(id, ['chatbot', 'x']));
    expect(unwrap(await world.desk.associateTags(id, ['password_reset']))).toEqual(['chatbot', 'password_reset']);
    expect(unwrap(await world.desk.listTags(id))).toEqual(['chatbot', 'password_reset']);
  });

  it('a call is planned with the ticket’s contact and found again', async () => {
    await using world = await startDesk();
    const { id } = unwrap(await world.desk.createTicket(ticket));
    const call = {
      subject: 'Call back [ref:abc]',
      phone: '+1 555',
      startsAt: '2026-11-24T15:00:00.000Z',
      description: 'About login',
    };
    const { id: callId } = unwrap(await world.desk.createCall(id, call));
    expect(unwrap(await world.desk.listCalls(id))).toEqual([
      {
        id: callId,
        subject: 'Call back [ref:abc]',
        description: 'Phone: +1 555\nAbout login',
        startsAt: '2026-11-24T15:00:00.000Z',
        status: 'Scheduled',
      },
    ]);
    expect(world.simulator.ticket(id)?.calls[0]).toMatchObject({ direction: 'outbound', ticketId: id });
  });

  it('a file is attached and found again', async () => {
    await using world = await startDesk();
    const { id } = unwrap(await world.desk.createTicket(ticket));
    const bytes = new TextEncoder().encode('a picture');
    const file = { name: 'scr"een/shot.png', contentType: 'image/png', bytes };
    const attachment = unwrap(await world.desk.uploadAttachment(id, file));
    expect(attachment).toMatchObject({ name: 'scr_een_shot.png', sizeBytes: 9 });
    expect(unwrap(await world.desk.listAttachments(id))).toEqual([attachment]);
    expect(world.simulator.ticket(id)?.attachments[0]?.isPublic).toBe(false);
  });

  it('a file over 20 MB is not sent', async () => {
    await using world = await startDesk();
    const file = { name: 'big.zip', contentType: 'application/zip', bytes: new Uint8Array(20 * 1024 * 1024 + 1) };
    expect(failureOf(await world.desk.uploadAttachment('1', file))).toMatchObject({ code: 'RESOURCE_SIZE_EXCEEDED' });
    expect(world.desk.usage().calls).toBe(0);
  });

  it.each(['prose', 'specification'] as const)(
    'a contact is found by address where searches follow the %s',
    async (searchDialect) => {
      await using world = await startDesk({ settings: { searchDialect } });
      expect(unwrap(await world.desk.findContactByEmail(' Test@Company.com '))).toEqual({
        id: '1892000000042007',
        name: 'Test User',
        email: 'test@company.com',
        phone: '+1 555 010 0100',
        createdAt: expect.stringMatching(/^20.*Z$/),
        accountId: null,
        accountName: null,
      });
      expect(unwrap(await world.desk.findContactByEmail('company.com'))).toBeNull();
    },
  );
});

describe('checkSetup', () => {
  const expected = { customFields: ['cf_reference'], priorities: ['High'], statuses: ['Open'], channel: 'Chat' };

  it('is content with a portal that fits', async () => {
    await using world = await startDesk();
    expect(await world.desk.checkSetup(expected)).toEqual({
      org: { id: '3981311', name: 'Simulated Support' },
      department: { id: '1892000000006907', name: 'Hosting Support' },
      agent: { id: '1892000000056007', name: 'AceBuddy Integration', email: 'integration@desk.example' },
      problems: [],
    });
  });

  it('names everything that is wrong, each with how to mend it', async () => {
    await using world = await startDesk(
      { customFields: [{ apiName: 'cf_severity', displayLabel: 'Severity', isMandatory: true }] },
      { departmentId: '77' },
    );
    const { department, problems } = await world.desk.checkSetup({
      ...expected,
      priorities: ['Urgent'],
      channel: 'Fax',
    });
    expect(department).toBeNull();
    expect(problems.map(({ what }) => what)).toEqual([
      'ZOHO_DESK_DEPARTMENT_ID (or department_id in the configuration file) is not a department of the portal.',
      'Tickets have no custom field cf_reference.',
      'The field Severity (cf_severity) is mandatory, and tickets do not carry it: creating them may fail.',
      'The portal has no priority "Urgent".',
      'The portal has no channel "Fax".',
    ]);
    expect(problems.every(({ mend }) => mend.length > 20)).toBe(true);
    expect(problems[0]?.mend).toContain('1892000000006907 (Hosting Support)');
  });

  it('stops at a wrong organisation', async () => {
    await using world = await startDesk({}, { orgId: '111' });
    expect(await world.desk.checkSetup(expected)).toMatchObject({
      org: null,
      problems: [{ what: expect.stringContaining('ZOHO_DESK_ORG_ID') }],
    });
  });

  it('names missing scopes', async () => {
    await using world = await startDesk({
      scope: 'Desk.tickets.READ,Desk.basic.READ,Desk.settings.READ,Desk.activities.calls.READ',
    });
    const { problems } = await world.desk.checkSetup(expected);
    expect(problems).toEqual([
      {
        what: 'The token may not do searchTickets (SCOPE_MISMATCH).',
        mend: expect.stringContaining('Desk.tickets.READ and Desk.search.READ'),
      },
      {
        what: 'The token lacks the scopes Desk.tickets.CREATE, Desk.tickets.UPDATE, Desk.contacts.READ, Desk.search.READ, Desk.calls.CREATE.',
        mend: expect.stringContaining('ZOHO_REFRESH_TOKEN'),
      },
    ]);
  });

  it('says what is wrong with the credentials', async () => {
    await using world = await startDesk();
    world.simulator.revokeTokens({ accessTokens: true, refreshToken: true });
    const { problems } = await world.desk.checkSetup(expected);
    expect(problems).toEqual([
      {
        what: 'The refresh token is wrong, was revoked or was pushed out by newer ones.',
        mend: 'Make a new one and set ZOHO_REFRESH_TOKEN.',
      },
    ]);
  });

  it('refuses ids that are no digits before any call', async () => {
    await expect(startDesk({}, { orgId: 'YOUR_ORG' })).rejects.toThrow(/ZOHO_DESK_ORG_ID must be digits/);
  });
});
