import { deskConfigSchema, type TicketDraft, ticketDraftSchema } from '@acebuddy/contracts';
import { describe, expect, it } from 'vitest';
import { toNewTicket } from './ticket-body.ts';

const draft = (overrides: Partial<TicketDraft> = {}): TicketDraft =>
  ticketDraftSchema.parse({
    subject: 'Password Reset - Carol',
    description: 'User name: carol',
    customer: { name: 'Carol', email: 'carol@zylker.example' },
    priority: 'Medium',
    workflowType: 'password_reset',
    ...overrides,
  });
const body = (overrides: Partial<TicketDraft> = {}, config: object = {}, dropped: readonly string[] = []) =>
  toNewTicket({ draft: draft(overrides), reference: 'AB-7K2M9QXD', config: deskConfigSchema.parse(config), dropped });

describe('toNewTicket', () => {
  it('cuts the subject at 255 characters and keeps it on one line', () => {
    expect(body({ subject: `a\n${'b'.repeat(900)}` }).subject).toMatch(/^a b{252}…$/);
  });

  it('shows subject, name and text as they are written, without overrides of the direction and halves of characters', () => {
    const evil = 'Ann \u202elee\u202c\u2066x\u2069 \ud83d';
    const ticket = body({ subject: evil, description: evil, customer: { name: evil } });
    expect(JSON.stringify(ticket)).not.toMatch(/[\u202a-\u202e\u2066-\u2069]|\\ud83d/);
    expect(ticket.subject).toBe('Ann leex');
  });

  it('makes no mention of two halves that only a removed character kept apart', () => {
    expect(body({ description: 'zs\u202eu[@user:1]zsu please' }).description).not.toContain('[@user');
  });

  it('escapes what a customer wrote and keeps its lines', () => {
    const { description } = body({ description: '<img src=x onerror=alert(1)> & "me"\nzsu[@user:1]zsu' });
    expect(description).toBe(
      '&lt;img src=x onerror=alert(1)&gt; &amp; &quot;me&quot;<br><br><br>Reference: AB-7K2M9QXD',
    );
  });

  it('ends in the reference, however long the description is', () => {
    const { description } = body({ description: '<'.repeat(60_000) });
    expect(description.length).toBeLessThanOrEqual(65_535);
    expect(description).toMatch(/&lt;…<br><br>Reference: AB-7K2M9QXD$/);
  });

  it('uses the portal’s own words for priorities, statuses, teams and further fields', () => {
    const config = {
      priority_names: { High: 'P1' },
      status_names: { Closed: 'Erledigt' },
      teams: { NOC: { team_id: '42' } },
      ticket_source: 'AceBuddy',
      default_assignee: '7',
      additional_fields: { plan: 'cf_plan', unused: null },
      custom_fields: { verified: 'cf_id_checked', salesiq_chat_id: '' },
    };
    const fields = { plan: '100 GB', unused: 'x', verified: 'true', other: 'y' };
    expect(body({ priority: 'High', status: 'Closed', team: 'NOC', chatId: 'c1', fields }, config)).toMatchObject({
      priority: 'P1',
      status: 'Erledigt',
      teamId: '42',
      channel: 'AceBuddy',
      assigneeId: '7',
      cf: {
        cf_workflow_type: 'password_reset',
        cf_automation_source: 'AceBuddy',
        cf_reference: 'AB-7K2M9QXD',
        cf_id_checked: 'true',
        cf_plan: '100 GB',
      },
    });
  });

  it('cuts custom fields at 100 characters', () => {
    expect(body({ chatId: 'x'.repeat(200) }).cf.cf_salesiq_chat_id).toHaveLength(100);
  });

  it('gives a customer without an address a contact by name alone, or the placeholder', () => {
    const customer = { name: 'Visitor 42' };
    expect(body({ customer }).contact).toEqual({ lastName: 'Visitor 42' });
    expect(body({ customer }, { placeholder_contact_id: '99' }).contact).toEqual({ id: '99' });
    expect(body({ customer }, { placeholder_contact_id: '99' }, ['/contactId']).contact).toEqual({
      lastName: 'Visitor 42',
    });
    expect(body({ customer })).not.toHaveProperty('email');
  });

  it('leaves out what Desk refused and says so', () => {
    const ticket = body({}, {}, ['/priority', '/cf/cf_workflow_type']);
    expect(ticket).not.toHaveProperty('priority');
    expect(ticket.cf).not.toHaveProperty('cf_workflow_type');
    expect(ticket.description).toContain('Desk did not take: priority, cf/cf_workflow_type.');
  });
});
