import { expect, test } from 'vitest';
import { shownSettings } from './shown-settings.ts';

test('shows what is effective, and of secrets only that they are there', () => {
  const config = {
    PORT: 8_000,
    API_KEYS: [{ role: 'admin', digest: 'hunter2' }],
    SALESIQ_PUBLIC_KEYS: [],
    MONGODB_URI: 'mongodb://user:hunter2@db.example/',
    DIRECTORY_URL: 'https://user:hunter2@crm.example/people?key=hunter2',
    TRUST_PROXY: ['10.0.0.0/8', '10.1.0.1'],
    DIRECTORY_TOKEN: undefined,
  };
  const shown = shownSettings(config, [...Object.keys(config), 'SMTP_URL', 'MAIL_FROM']);
  expect(shown).toEqual([
    { name: 'API_KEYS', secret: true, value: 'set' },
    { name: 'DIRECTORY_TOKEN', secret: true, value: null },
    { name: 'DIRECTORY_URL', secret: false, value: 'https://crm.example/people?…' },
    { name: 'MAIL_FROM', secret: false, value: null },
    { name: 'MONGODB_URI', secret: true, value: 'set' },
    { name: 'PORT', secret: false, value: '8000' },
    { name: 'SALESIQ_PUBLIC_KEYS', secret: true, value: null },
    { name: 'SMTP_URL', secret: true, value: null },
    { name: 'TRUST_PROXY', secret: false, value: '10.0.0.0/8, 10.1.0.1' },
  ]);
  expect(JSON.stringify(shown)).not.toContain('hunter2');
});

test('an address that cannot be read is not shown', () => {
  expect(shownSettings({ DIRECTORY_URL: 'https://a b:c@' }, ['DIRECTORY_URL'])).toEqual([
    { name: 'DIRECTORY_URL', secret: false, value: 'set' },
  ]);
});
