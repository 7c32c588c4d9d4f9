import { expect, it } from 'vitest';
import { mailName } from './mail-name.ts';

it('names a mail by what it says, and by what it was ordered as where that is not known', () => {
  expect(mailName({ kind: 'mail', template: 'ticket_confirmation' })).toBe('Ticket confirmation');
  expect(mailName({ kind: 'code', template: null })).toBe('Code');
  expect(mailName({ kind: 'remind', template: 'approval_reminder' })).toBe('Approval reminder');
  expect(mailName({ kind: 'mail' })).toBe('Mail to a customer or team');
  expect(mailName({ kind: 'mail', template: 'of_a_newer_release' })).toBe('Of a newer release');
});
