import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readDeskConfig } from './read-desk-config.ts';

const folder = mkdtempSync(join(tmpdir(), 'desk-config-'));
let files = 0;

function configOf(content: string | Buffer) {
  files += 1;
  const path = join(folder, `desk-${files}.json`);
  writeFileSync(path, content);
  return readDeskConfig(path);
}

const zone = (name: string) => JSON.stringify({ business_hours: { time_zone: name } });

test.each([
  ['UTF-8', Buffer.from('\uFEFF{"poll_seconds":61}')],
  ['UTF-16', Buffer.from('\uFEFF{"poll_seconds":61}', 'utf16le')],
])('an editor may begin the file with a byte order mark of %s', async (_encoding, bytes) => {
  expect(await configOf(bytes)).toMatchObject({ poll_seconds: 61 });
});

test('a file that is not named may be absent, one that is may not', async () => {
  expect(await readDeskConfig(undefined)).toMatchObject({ company_name: 'Support' });
  await expect(readDeskConfig(join(folder, 'desk.jsn'))).rejects.toThrow(/ZOHO_DESK_CONFIG: .*desk\.jsn is not there/);
  await expect(readDeskConfig(folder)).rejects.toThrow(/ZOHO_DESK_CONFIG: .* cannot be read \(EISDIR\)/);
});

test.each(['US/Central', 'Europe/Berlin', ' Asia/Kolkata '])('the zone %s is one', async (name) => {
  expect((await configOf(zone(name))).business_hours.time_zone).toBe(name.trim());
});

test.each([
  ['Chicago', /business_hours\.time_zone: "Chicago" is no time zone .* the nearest is America\/Chicago/],
  ['GMT+5:30', /the nearest is Asia\/(?:Calcutta|Kolkata)/],
  ['', /"" is no time zone/],
])('"%s" is none, and the nearest is named', async (name, sentence) => {
  await expect(configOf(zone(name))).rejects.toThrow(sentence);
});

test('every wrong key is named in a sentence of its own', async () => {
  const problems = configOf('{"company_name":5,"business_hours":{"days":"all"}}').catch(
    ({ message }: Error) => message,
  );
  expect(await problems).toMatch(/ZOHO_DESK_CONFIG\): company_name: expected string, received number/);
  expect(await problems).toMatch(/ZOHO_DESK_CONFIG\): business_hours\.days: expected array, received string/);
});
