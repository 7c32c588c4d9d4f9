import { describe, expect, it } from 'vitest';
import { newTicketSchema, ticketChangeSchema } from '../../src/simulator/http/bodies.ts';
import { parseDeskError } from '../../src/transport/classify.ts';
import {
  commentSchema,
  contactListSchema,
  departmentListSchema,
  organizationListSchema,
  tagListSchema,
  ticketSchema,
} from '../../src/wire.ts';
import { startDesk } from '../harness/desk-under-test.ts';
import { factsReason, hasFacts, officialAnswer, officialBodyKeys, readSample } from '../harness/official-spec.ts';
import { createRecorder } from '../harness/recorder.ts';
import { tour } from '../harness/tour.ts';

const facts = describe.skipIf(!hasFacts);

if (!hasFacts) {
  it.skip(factsReason, () => {});
}

/** Method and path as recorded, and where the specification describes them. */
const answers: readonly (readonly [string, RegExp, string, string])[] = [
  ['POST', /^\/tickets$/, 'Ticket.json', '/tickets'],
  ['GET', /^\/tickets$/, 'Ticket.json', '/tickets'],
  ['GET', /^\/tickets\/\d+$/, 'Ticket.json', '/tickets/{ticketId}'],
  ['PATCH', /^\/tickets\/\d+$/, 'Ticket.json', '/tickets/{ticketId}'],
  ['GET', /^\/tickets\/search$/, 'Search.json', '/tickets/search'],
  ['GET', /^\/contacts\/search$/, 'Search.json', '/contacts/search'],
  ['GET', /^\/contacts\/\d+\/tickets$/, 'Ticket.json', '/contacts/{contactId}/tickets'],
  ['POST', /^\/tickets\/\d+\/comments$/, 'TicketComment.json', '/tickets/{ticketId}/comments'],
  ['GET', /^\/tickets\/\d+\/comments$/, 'TicketComment.json', '/tickets/{ticketId}/comments'],
  ['POST', /^\/tickets\/\d+\/associateTag$/, 'TicketTag.json', '/tickets/{ticketId}/associateTag'],
  ['GET', /^\/tickets\/\d+\/tags$/, 'TicketTag.json', '/tickets/{ticketId}/tags'],
  ['POST', /^\/tickets\/\d+\/attachments$/, 'TicketAttachment.json', '/tickets/{ticketId}/attachments'],
  ['GET', /^\/tickets\/\d+\/attachments$/, 'TicketAttachment.json', '/tickets/{ticketId}/attachments'],
  ['GET', /^\/organizations$/, 'Organization.json', '/organizations'],
  ['GET', /^\/departments$/, 'Department.json', '/departments'],
  ['GET', /^\/organizationFields$/, 'Field.json', '/organizationFields'],
  ['GET', /^\/myinfo$/, 'Agent.json', '/myinfo'],
];

facts('answers of the simulator', () => {
  it('have every key that Zoho’s specification requires, with values of its types', async () => {
    const recorder = createRecorder();
    await using world = await startDesk({}, { fetch: recorder.fetch });
    await tour(world.desk, world.simulator);
    for (const [method, pattern, file, path] of answers) {
      const call = recorder.calls.find((one) => one.method === method && pattern.test(one.path) && one.status === 200);
      const validate = officialAnswer(file, path, method.toLowerCase());
      const valid = validate(call?.answer);
      expect({ method, path, valid, errors: validate.errors }).toEqual({ method, path, valid: true, errors: null });
    }
  });

  it('show agents as the specification does', async () => {
    await using world = await startDesk({ apiKeys: ['key'] });
    const response = await fetch(`${world.origin}/api/v1/agents?status=ACTIVE`, {
      headers: { authorization: 'Bearer key' },
    });
    const validate = officialAnswer('Agent.json', '/agents', 'get');
    expect({ valid: validate(await response.json()), errors: validate.errors }).toEqual({ valid: true, errors: null });
  });
});

facts('bodies that the simulator takes', () => {
  it('have the keys of the specification for a new ticket, and few more from the prose', () => {
    const official = officialBodyKeys('Ticket.json', '/tickets', 'post');
    const ours = Object.keys(newTicketSchema('loose').shape);
    expect([...official].filter((key) => !ours.includes(key))).toEqual([]);
    expect(ours.filter((key) => !official.has(key)).toSorted()).toEqual([
      'accountId',
      'entitySkills',
      'layoutId',
      'resolution',
      'secondaryContacts',
      'teamId',
      'uploads',
    ]);
  });

  it('have the keys of the specification for a change', () => {
    const official = officialBodyKeys('Ticket.json', '/tickets/{ticketId}', 'patch');
    const ours = Object.keys(ticketChangeSchema.shape);
    expect([...official].filter((key) => !ours.includes(key) && key !== 'sharedDepartments')).toEqual([]);
  });
});

facts('samples of Zoho', () => {
  it('of tickets, with epoch times and counters as text, become our ticket', () => {
    expect(ticketSchema.parse(readSample('desk-ticket-response'))).toMatchObject({
      id: '1892000000042034',
      ticketNumber: '101',
      createdTime: '2013-11-04T11:21:07.000Z',
      modifiedTime: '2016-06-21T10:16:15.000Z',
      commentCount: 1,
      customFields: { cf_modelname: 'F3 2017', cf_phone: null },
    });
  });

  it('of comments, tags, contacts, organisations and departments are understood', () => {
    expect(commentSchema.parse(readSample('desk-comment-response'))).toMatchObject({
      id: '4000000529001',
      author: 'Jade Tywin',
      authorType: 'AGENT',
      at: '2017-01-24T14:06:58.193Z',
      isPublic: true,
    });
    expect(tagListSchema.parse(readSample('desk-tags-associate-response'))).toEqual(['sample', 'sample']);
    expect(contactListSchema.parse({ data: [readSample('desk-contact-response')] })).toMatchObject([
      { id: '1892000000042032', name: 'Jennifer Lawrence', email: 'lawrence@zylker.com', phone: '1 888 900 9646' },
    ]);
    expect(organizationListSchema.parse(readSample('desk-organizations-response'))).toEqual([
      { id: '3981311', name: 'Zylker INC.' },
    ]);
    expect(departmentListSchema.parse(readSample('desk-departments-response'))[0]).toEqual({
      id: '1892000000082069',
      name: 'Zylker',
      isEnabled: true,
    });
  });

  it.each([
    ['desk-error-401-invalid-oauth', 'INVALID_OAUTH'],
    ['desk-error-401-unauthorized', 'UNAUTHORIZED'],
    ['desk-error-403-forbidden', 'FORBIDDEN'],
    ['desk-error-403-license', 'LICENSE_ACCESS_LIMITED'],
    ['desk-error-403-org-mismatch', 'OAUTH_ORG_MISMATCH'],
    ['desk-error-404', 'URL_NOT_FOUND'],
    ['desk-error-422-duplicate', 'INVALID_DATA'],
    ['desk-error-422-invalid-data', 'INVALID_DATA'],
    ['desk-error-422-unprocessable', 'UNPROCESSABLE_ENTITY'],
    ['desk-error-429-concurrency', 'TOO_MANY_REQUESTS'],
    ['desk-error-429-daily', 'THRESHOLD_EXCEEDED'],
    ['desk-error-500', 'INTERNAL_SERVER_ERROR'],
  ])('of errors are understood: %s', (name, errorCode) => {
    expect(parseDeskError(readSample(name))?.errorCode).toBe(errorCode);
  });

  it('of a new ticket are taken by the simulator', async () => {
    const modelname = [{ apiName: 'cf_modelname' }];
    await using world = await startDesk({ apiKeys: ['key'], customFields: modelname });
    const response = await fetch(`${world.origin}/api/v1/tickets`, {
      method: 'POST',
      headers: { authorization: 'Zoho-oauthtoken key', 'content-type': 'application/json' },
      body: JSON.stringify(readSample('desk-ticket-create-request-contact')),
    });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ subject: 'Charged twice', cf: { cf_modelname: 'F3 2017' } });
  });

  it('of the errors that the simulator sends are its very texts', async () => {
    await using world = await startDesk({ apiKeys: ['key'] });
    const get = async (path: string, key = 'key') => {
      const response = await fetch(`${world.origin}/api/v1${path}`, { headers: { authorization: `Bearer ${key}` } });
      return response.json();
    };
    expect(await get('/myinfo', 'wrong')).toEqual(readSample('desk-error-401-invalid-oauth'));
    expect(await get('/tickets/1')).toEqual(readSample('desk-error-404'));
    expect(await get('/departments?from=x')).toEqual(readSample('desk-error-422-unprocessable'));
    world.simulator.addFault({ kind: 'concurrency', times: 1 });
    expect(await get('/myinfo')).toEqual(readSample('desk-error-429-concurrency'));
    world.simulator.addFault({ kind: 'daily', times: 1 });
    expect(await get('/myinfo')).toEqual(readSample('desk-error-429-daily'));
    world.simulator.addFault({ kind: 'error_before', times: 1 });
    expect(await get('/myinfo')).toEqual(readSample('desk-error-500'));
    expect(world.simulator.faults.list()).toHaveLength(3);
  });
});
