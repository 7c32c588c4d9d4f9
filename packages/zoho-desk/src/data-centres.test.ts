import { expect, it } from 'vitest';
import { dataCentres, parseDataCentre, resolveOrigins } from './data-centres.ts';

it('knows every data centre of the notes on Desk (zoho-desk.md §1)', () => {
  expect(Object.keys(dataCentres)).toEqual(['com', 'eu', 'in', 'com.au', 'jp', 'ca', 'com.cn', 'sa', 'sg', 'ae']);
  for (const { desk, accounts } of Object.values(dataCentres)) {
    expect(new URL(desk).origin).toBe(desk);
    expect(new URL(accounts).origin).toBe(accounts);
  }
});

it('understands the ways people write a data centre', () => {
  expect(['com', 'US', '.eu', ' in ', 'au', 'zohocloud.ca'].map(parseDataCentre)).toEqual([
    'com',
    'com',
    'eu',
    'in',
    'com.au',
    'ca',
  ]);
  expect(parseDataCentre('mars')).toBeNull();
  expect(parseDataCentre('constructor')).toBeNull();
});

it('takes overrides for either origin', () => {
  expect(resolveOrigins('eu')).toEqual({ desk: 'https://desk.zoho.eu', accounts: 'https://accounts.zoho.eu' });
  expect(resolveOrigins('eu', { deskUrl: 'http://127.0.0.1:9001/' })).toEqual({
    desk: 'http://127.0.0.1:9001',
    accounts: 'https://accounts.zoho.eu',
  });
});

it.each([
  'desk.zoho.com',
  'https://desk.zoho.com/api/v1',
  'ftp://desk.zoho.com',
  'https://u:p@desk.zoho.com',
  'https://x/?y',
])('refuses %s as an origin and names the variable', (deskUrl) => {
  expect(() => resolveOrigins('com', { deskUrl })).toThrow(/ZOHO_DESK_URL/);
});
