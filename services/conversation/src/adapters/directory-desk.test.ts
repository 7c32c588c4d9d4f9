import type { DeskConfig, DeskContact } from '@acebuddy/contracts';
import { describe, expect, it } from 'vitest';
import { createDeskDirectory } from './directory-desk.ts';

const contact: DeskContact = {
  id: '1',
  name: 'Ann Archer',
  email: 'Ann@firm.example',
  phone: null,
  createdAt: '2026-01-01T00:00:00.000Z',
  accountId: '7',
  accountName: 'Firm',
};

function directory(trusted: DeskConfig['known_contacts'], change: Partial<DeskContact> = {}) {
  return createDeskDirectory({
    ticketing: { findContact: async () => ({ ...contact, ...change }) },
    trusted,
    firstStartAt: async () => '2026-06-01T00:00:00.000Z',
  });
}

describe("Desk's contacts as a directory", () => {
  it('know nobody unless the operator trusts them', async () => {
    expect(await directory('none').find('ann@firm.example')).toBeNull();
    expect(await directory('none').ownersOf({ by: 'email', value: 'ann@firm.example' })).toBeNull();
  });

  it.each([
    ['older than the first start', '2026-05-31T23:59:59.000Z', 'Ann Archer'],
    ['younger', '2026-06-01T00:00:00.000Z', undefined],
    ['of unknown age', null, undefined],
    ['of unknown age to an older service', undefined, undefined],
  ])('may be trusted when they are %s', async (_age, createdAt, name) => {
    const { createdAt: _, ...ageless } = contact;
    const found = createDeskDirectory({
      ticketing: { findContact: async () => (createdAt === undefined ? ageless : { ...contact, createdAt }) },
      trusted: 'older_than_first_chat',
      firstStartAt: async () => '2026-06-01T00:00:00.000Z',
    });
    expect((await found.find('ann@firm.example'))?.name).toBe(name);
  });

  it('may be trusted for their account', async () => {
    expect(await directory('with_account').find('ann@firm.example')).toMatchObject({ company: 'Firm', isPoc: false });
    expect(await directory('with_account', { accountId: null }).find('ann@firm.example')).toBeNull();
  });

  it('are nobody under another address, and tell no user names', async () => {
    expect(await directory('with_account').find('bob@firm.example')).toBeNull();
    expect(await directory('with_account').ownersOf({ by: 'user_name', value: 'ann' })).toBeNull();
  });
});
