import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { captureLogs } from '@acebuddy/testkit';
import { expect, test } from 'vitest';
import { createFileDirectory } from './directory-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'directory-'));
let files = 0;

/** A directory from a file of this content, and what was said about it. */
function directoryOf(content: string | Buffer, extension = 'csv') {
  files += 1;
  const path = join(folder, `customers-${files}.${extension}`);
  writeFileSync(path, content);
  const log = captureLogs();
  const directory = createFileDirectory(path, log.logger);
  const warnings = () => log.lines.filter(({ level }) => level === 'warn');
  return { find: directory.find, ownersOf: directory.ownersOf, notices: directory.notices, warnings };
}

const ann = { name: 'Ann Lee', email: 'ann@example.com', isPoc: false };

test.each([
  ['commas', 'name,email\nAnn Lee,ann@example.com\n'],
  ['semicolons', 'name;email\nAnn Lee;ann@example.com\n'],
  ['tabs', 'name\temail\nAnn Lee\tann@example.com\n'],
  ['vertical bars', 'name|email\nAnn Lee|ann@example.com\n'],
  ['a first line that names the separator', 'sep=;\r\nname;email\r\nAnn Lee;ann@example.com\r\n'],
  ['commas inside of semicolons', 'name;email;company\nAnn Lee;ann@example.com;\n"Bo, Jr";bo@example.com;"A, B, C"\n'],
  ['old line ends', 'name,email\rAnn Lee,ann@example.com\r'],
  ['names with capitals and signs', 'Name,E-Mail\nAnn Lee,ann@example.com\n'],
  ['names of a mail program', 'First Name,Last Name,E-mail Address\nAnn,Lee,ann@example.com\n'],
  ['names of a user directory', 'displayName,userPrincipalName,mail\nAnn Lee,,ann@example.com\n'],
  ['German names', 'Nachname;Vorname;E-Mail-Adresse\nLee;Ann;ann@example.com\n'],
  ['German names with a name for both', 'Name;Vorname;E-Mail\nLee;Ann;ann@example.com\n'],
  ['French names', 'Prénom;Nom;Courriel\nAnn;Lee;ann@example.com\n'],
  ['rows of separators', 'name,email,phone\nAnn Lee,ann@example.com,\n,,\n,,\n'],
  ['columns without a name', ',name,email,,\n,Ann Lee,ann@example.com,,\n'],
  ['a title and an empty row above', 'Our customers,\n,\nname,email\nAnn Lee,ann@example.com\n'],
  ['rows of different lengths', 'name,email,phone\nAnn Lee,ann@example.com\n'],
  ['a quote inside of a cell', 'name,email,company\nAnn Lee,ann@example.com,\nBo "B" Ek,bo@example.com,\n'],
  ['spaces that cannot be seen', 'name , email\n Ann Lee\u00A0,\u200Bann@example.com \n'],
  ['an address with its name', 'email\nAnn Lee <ann@example.com>\n'],
  ['words for nothing', 'name,email,phone,company\nAnn Lee,ann@example.com,NULL,N/A\n'],
])('%s are read without a warning', async (_what, content) => {
  const { find, warnings } = directoryOf(content);
  expect(await find('Ann@example.com')).toEqual(ann);
  expect(warnings()).toEqual([]);
});

const umlauts = 'name;email;company\nJörg Groß;joerg@example.com;Café\n';
test.each([
  ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${umlauts}`)],
  ['UTF-16 with a byte order mark', Buffer.from(`\uFEFF${umlauts}`, 'utf16le')],
  ['Windows-1252', Buffer.from(umlauts, 'latin1')],
])('%s is read', async (_encoding, bytes) => {
  const { find } = directoryOf(bytes);
  expect(await find('joerg@example.com')).toMatchObject({ name: 'Jörg Groß', company: 'Café' });
});

test.each([
  ['nulls', '[{"name":"Ann Lee","email":"ann@example.com","phone":null,"company":null,"poc_email":null}]'],
  ['a byte order mark', '\uFEFF[{"name":"Ann Lee","email":"ann@example.com"}]'],
  ['capitals', '[{"Name":"Ann Lee","Email":"ann@example.com"}]'],
  ['a list inside of an object', '{"exported":"today","people":[{"name":"Ann Lee","email":"ann@example.com"}]}'],
  ['yes and no as numbers', '[{"name":"Ann Lee","email":"ann@example.com","is_poc":0}]'],
  ['people who are nobody', '[{"name":"Ann Lee","email":"ann@example.com"},{},null,{"name":null,"email":""}]'],
])('JSON with %s is read without a warning', async (_what, content) => {
  const { find, warnings } = directoryOf(content, 'json');
  expect(await find('ann@example.com')).toEqual(ann);
  expect(warnings()).toEqual([]);
});

test('numbers are what they look like', async () => {
  const { find } = directoryOf(
    '[{"name":123,"email":"ann@example.com","phone":3125550123,"user_name":4711,"is_poc":1}]',
  );
  expect(await find('ann@example.com')).toEqual({
    name: '123',
    email: 'ann@example.com',
    phone: '3125550123',
    userName: '4711',
    isPoc: true,
  });
});

test('the words that spreadsheets have for yes and no are understood', async () => {
  const { find, warnings } = directoryOf(
    'name,email,is_poc\nA,a@x.example,WAHR\nB,b@x.example,Yes\nC,c@x.example,FALSE\n',
  );
  const flags = await Promise.all(['a', 'b', 'c'].map(async (who) => (await find(`${who}@x.example`))?.isPoc));
  expect(flags).toEqual([true, true, false]);
  expect(warnings()).toEqual([]);
});

test('what cannot be used is a sentence for the start as well', () => {
  const good = 'name,email\nAnn,ann@example.com\n';
  expect(directoryOf(good).notices).toEqual([]);
  expect(directoryOf(`${good}Bo,nowhere\n`).notices).toEqual([
    expect.stringMatching(
      /^DIRECTORY_FILE: in \S+ one cell cannot be used: row 3, column "email" is no e-mail address/,
    ),
  ]);
  expect(directoryOf(`${good}${'Bo,nowhere\n'.repeat(100)}`).notices).toEqual([
    expect.stringMatching(/100 cells cannot be used; the first: row 3, .+ The log has the first 20$/),
  ]);
});

test('one bad row is a warning with row and column, without its content, and all others are read', async () => {
  const { find, warnings } = directoryOf(
    'Name;E-Mail;Telefon;is_poc;poc_email\nAnn Lee;ann@example.com;;;\nBo;bo at example;;;\nCy;cy@example.com;3,12556E+11;maybe;none\n;;;;\nDi;;;;\n',
  );
  expect(await find('ann@example.com')).toEqual(ann);
  expect(await find('cy@example.com')).toEqual({ name: 'Cy', email: 'cy@example.com', isPoc: false });
  expect(warnings().map(({ row, column, problem }) => [row, column, problem])).toEqual([
    [3, 'E-Mail', 'is no e-mail address'],
    [4, 'Telefon', 'is a number in scientific notation: make the column text'],
    [4, 'is_poc', 'is neither yes nor no'],
    [4, 'poc_email', 'is no e-mail address'],
    [6, 'E-Mail', 'has no e-mail address'],
  ]);
  expect(JSON.stringify(warnings())).not.toMatch(/bo at|maybe|cy@/);
});

test('an address that is there twice is named, and the later row counts', async () => {
  const { find, warnings } = directoryOf('name,email\nAnn,ann@example.com\nAnn Lee,ANN@example.com\n');
  expect(await find('ann@example.com')).toMatchObject({ name: 'Ann Lee' });
  expect(warnings()).toMatchObject([{ row: 3, problem: 'is that of row 2: this row counts' }]);
});

test('a customer without a name is known all the same', async () => {
  const { find, warnings } = directoryOf('name,email\n,ann@example.com\n');
  expect(await find('ann@example.com')).toMatchObject({ name: 'ann@example.com' });
  expect(warnings()).toMatchObject([{ row: 2, column: 'name' }]);
});

test('of a hundred bad rows the first twenty are named, and how many more there are', () => {
  const { warnings } = directoryOf(`name,email\nAnn,ann@example.com\n${'Bo,nowhere\n'.repeat(100)}`);
  expect(warnings()).toHaveLength(21);
  expect(warnings().at(-1)).toMatchObject({ more: 80 });
});

test('whose an account is, is found among all rows', async () => {
  const { ownersOf } = directoryOf('Display Name,Login,Mail\nAnn,alee,ann@example.com\nBo,bek,bo@example.com\n');
  expect(await ownersOf({ by: 'user_name', value: 'ALEE' })).toMatchObject([{ name: 'Ann' }]);
});

test('people are found by their full names, companies by their mail domains', async () => {
  const { ownersOf } = directoryOf(
    "name,email,company\nJosé O'Neil,jose@beta.example,Beta\nBo,bo@beta.example,Beta\nCy,cy@mail.example,Alpha\nDi,di@mail.example,Beta\n",
  );
  const namesOf = async (by: 'full_name' | 'mail_domain', value: string) =>
    (await ownersOf({ by, value }))?.map(({ company }) => company);
  expect(await namesOf('full_name', ' jose  oneil')).toEqual(['Beta']);
  expect(await namesOf('full_name', 'jose')).toEqual([]);
  expect(await namesOf('mail_domain', 'Beta.example')).toEqual(['Beta']);
  expect(await namesOf('mail_domain', 'mail.example')).toEqual(['Alpha', 'Beta']);
});

test.each([
  [
    'no address column',
    'name;phone\nAnn;1\n',
    /customers-\d+\.csv has no column "email" \(separator: semicolon\); its columns are "name", "phone"/,
  ],
  ['no row of names', 'Ann Lee,ann@example.com\n', /has no row of column names \(separator: comma\)/],
  ['an unclosed quote', 'name,email\n"Ann,ann@example.com\n', /separator comma \(line 2\): a quote is not closed/],
  ['nothing', '', /is empty/],
  [
    'no usable row',
    'name,email\nAnn,nowhere\n',
    /none of its 1 rows has an e-mail address; its columns are "name", "email"/,
  ],
  ['broken JSON', '[{"name": "Ann"', /is no JSON/],
  ['a workbook', Buffer.from('504b030414000600', 'hex'), /is a workbook, not a text: save it as "CSV UTF-8"/],
])('a file with %s stops the start with a sentence that names it', (_what, content, sentence) => {
  expect(() => directoryOf(content)).toThrow(sentence);
  expect(() => directoryOf(content)).toThrow(/DIRECTORY_FILE: .*customers-\d+\.csv/);
});

test('a file that is not there stops the start with a sentence that names the variable', () => {
  const { logger } = captureLogs();
  expect(() => createFileDirectory(join(folder, 'nowhere.csv'), logger)).toThrow(
    /DIRECTORY_FILE: .*nowhere\.csv is not there/,
  );
});
