import { describe, expect, it } from 'vitest';
import { readBeneficiary } from './read-beneficiary.ts';

describe('for whom something is asked', () => {
  it.each<[string, string | null, string | null]>([
    ["hi, Marta's account is locked again", 'Marta', null],
    ["ghollis, that's my boss's account", null, 'boss'],
    ["it's for my boss, Greg Hollis", 'Greg Hollis', 'boss'],
    ['please reset the password for Anna Kim', 'Anna Kim', null],
    ['For Anna, she sits next to me', 'Anna', null],
    ['my colleague cannot log in', null, 'colleague'],
    ['on behalf of our bookkeeper', null, 'bookkeeper'],
    ['not for me, somebody else', null, null],
    ['Tobias forgot his password', 'Tobias', null],
    ['Nils needs his password reset', 'Nils', null],
    ['password reset for my coworker Ines Roth please', 'Ines Roth', 'coworker'],
    ['my colleague Nils needs access to the folder', 'Nils', 'colleague'],
    ['please unlock the account for Ines Roth', 'Ines Roth', null],
    ['can you do it for my assistant', null, 'assistant'],
    ["my husband's mailbox is full", null, 'husband'],
    ['one of our employees needs a new password'.replace('employees', 'employee'), null, 'employee'],
  ])('%s: another', (text, name, relation) => expect(readBeneficiary(text)).toEqual({ who: 'other', name, relation }));

  it.each([
    'it is for me',
    'my own account',
    'I forgot my password',
    "it's mine",
    'just me',
    'I am locked out',
    'reset my old server password',
  ])('%s: herself', (text) => expect(readBeneficiary(text)).toEqual({ who: 'self', name: null, relation: null }));

  it('is herself where the name is her own', () =>
    expect(readBeneficiary("Marta's account is locked", 'en', 'Marta Quill')).toMatchObject({ who: 'self' }));

  it.each([
    'the printer is offline',
    'my new employee account',
    'QuickBooks is slow',
    "let's go",
    'for Monday please',
    "What's up",
    'Outlook needs a password',
    'Windows cannot start',
    'for QuickBooks',
    'I get no mails but my colleague Nils gets his just fine',
    'the company file for Harbor Bakery does not open',
    'all invoices for Harbor Bakery are gone',
    "Harbor's QuickBooks file is gone",
    'TX wants a code again',
    'Intuit needs a code',
    'I need this for a client by noon',
    'my colleague Nils can open it',
  ])('%s: nothing is said of it', (text) => expect(readBeneficiary(text)).toBeNull());
});
