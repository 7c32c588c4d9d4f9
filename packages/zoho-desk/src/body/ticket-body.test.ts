import { describe, expect, it } from 'vitest';
import type { NewTicket } from '../desk.ts';
import { toTicketBody, toTicketChangeBody } from './ticket-body.ts';

const options = { departmentId: '1892000000006907', splitNames: false };
const ticket: NewTicket = {
  subject: 'Cannot log in',
  description: { text: 'It says no.' },
  contact: { name: 'Carol Ann Baker', email: 'carol@zylker.example' },
};

describe('toTicketBody', () => {
  it('sends only the keys it was given, and the department', () => {
    expect(toTicketBody(ticket, options)).toEqual({
      subject: 'Cannot log in',
      departmentId: '1892000000006907',
      contact: { lastName: 'Carol Ann Baker', email: 'carol@zylker.example' },
      description: 'It says no.',
    });
  });

  it('lets no key through that Desk does not know', () => {
    const body = toTicketBody({ ...ticket, ...{ surprise: 'x', uploads: ['1'] } }, options);
    expect(Object.keys(body)).toEqual(['subject', 'departmentId', 'contact', 'description']);
  });

  it('splits names when configured', () => {
    expect(toTicketBody(ticket, { ...options, splitNames: true }).contact).toMatchObject({
      firstName: 'Carol Ann',
      lastName: 'Baker',
    });
  });

  it('uses a contact by its id', () => {
    const body = toTicketBody({ ...ticket, contact: { id: '42' } }, options);
    expect(body).toMatchObject({ contactId: '42' });
    expect(body).not.toHaveProperty('contact');
  });

  it('cuts a subject at 255 and makes it one line', () => {
    const { subject } = toTicketBody({ ...ticket, subject: `a\nb\t${'x'.repeat(400)}` }, options);
    expect(subject).toHaveLength(255);
    expect(subject.startsWith('a b x')).toBe(true);
  });

  it('never sends an empty subject or last name', () => {
    const body = toTicketBody({ ...ticket, subject: ' zsu[@user:1]zsu ', contact: { name: '  ' } }, options);
    expect(body.subject).toBe('Support request');
    expect(body.contact).toEqual({ lastName: 'Unknown' });
  });

  it('cuts custom fields at 100 characters and leaves empty and foreign ones out', () => {
    const { cf } = toTicketBody({ ...ticket, cf: { cf_a: 'x'.repeat(150), cf_b: '', other: 'y' } }, options);
    expect(Object.keys(cf ?? {})).toEqual(['cf_a']);
    expect(cf?.cf_a).toHaveLength(100);
  });

  it('leaves an address or number that is too long out rather than cutting it to another one', () => {
    const long = `${'x'.repeat(150)}@zylker.example`;
    const body = toTicketBody(
      { ...ticket, email: long, phone: '1'.repeat(121), contact: { name: 'C', email: long } },
      options,
    );
    expect(body).not.toHaveProperty('email');
    expect(body).not.toHaveProperty('phone');
    expect(body.contact?.email).toBe(long);
  });

  it('keeps the end of a description that is too long: the reference stands there', () => {
    const text = `${'a < b & c\n'.repeat(20_000)}\nReference: AB-7K2M9QXD`;
    const description = toTicketBody({ ...ticket, description: { text } }, options).description ?? '';
    expect(description.length).toBeLessThanOrEqual(65_535);
    expect(description.length).toBeGreaterThan(60_000);
    expect(description.endsWith('Reference: AB-7K2M9QXD')).toBe(true);
    expect(description).not.toMatch(/&(?!lt;|amp;)/);
  });

  it('does not halve a tag or entity of HTML that is too long', () => {
    const html = `${'x'.repeat(65_530)}&amp;&amp;<br>`;
    const description = toTicketBody({ ...ticket, description: { html } }, options).description ?? '';
    expect(description).toBe(`${'x'.repeat(65_530)}&amp;`);
  });

  it('takes mentions out of what customers wrote', () => {
    const body = toTicketBody(
      { ...ticket, subject: 'zsu[@user:1]zsuHelp', description: { text: 'zsu[@team:9]zsu please' } },
      options,
    );
    expect(body).toMatchObject({ subject: 'Help', description: ' please' });
  });
});

describe('toTicketChangeBody', () => {
  it('sends only what changes', () => {
    expect(toTicketChangeBody({ status: 'Closed' })).toEqual({ status: 'Closed' });
  });
});
