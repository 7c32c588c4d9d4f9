import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { captureLogs } from '@acebuddy/testkit';
import { expect, onTestFinished, test } from 'vitest';
import { createHttpDirectory } from './directory-http.ts';
import { logDirectory } from './logged-directory.ts';

async function directoryThat(answer: RequestListener, timeoutMs = 2_000) {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/people`;
  const { logger, lines } = captureLogs();
  const directory = createHttpDirectory({ url, token: 'secret token', fetch, timeoutMs, logger });
  return { ...logDirectory(directory, { logger, source: 'DIRECTORY_URL' }), lines: () => lines };
}

const directoryOf = (answer: unknown) => directoryThat((_request, response) => response.end(JSON.stringify(answer)));

test('a person is found by her address, which is all that is asked', async () => {
  const asked: (string | undefined)[] = [];
  const directory = await directoryThat((request, response) => {
    asked.push(request.url, request.headers.authorization);
    response.end(JSON.stringify({ name: 'Ann', email: 'ann@firm.example' }));
  });
  expect(await directory.find('Ann@firm.example')).toMatchObject({ name: 'Ann', email: 'ann@firm.example' });
  expect(asked).toEqual(['/people?email=Ann%40firm.example', 'Bearer secret token']);
});

test('an answer about somebody else is nobody: a code would go to the wrong person', async () => {
  const directory = await directoryThat((_request, response) =>
    response.end(JSON.stringify({ name: 'Eve', email: 'eve@other.example' })),
  );
  expect(await directory.find('ann@firm.example')).toBeNull();
});

test('no redirect is followed, so that the token stays with the configured host', async () => {
  let elsewhere = 0;
  const directory = await directoryThat((request, response) => {
    if (request.url?.startsWith('/people')) response.writeHead(302, { location: '/elsewhere' }).end();
    else elsewhere += 1;
  });
  await expect(directory.find('ann@firm.example')).rejects.toThrow();
  expect(elsewhere).toBe(0);
});

test('an endless answer is not read, and a silent directory not waited for', async () => {
  let sent = 0;
  const endless = await directoryThat((_request, response) => {
    const chunk = Buffer.alloc(16 * 1024, 'x');
    const more = (): void => {
      while (sent < 64 * 1024 * 1024 && response.writable) {
        sent += chunk.length;
        if (!response.write(chunk)) return void response.once('drain', more);
      }
    };
    more();
  });
  await expect(endless.find('ann@firm.example')).rejects.toThrow('too much');
  expect(sent).toBeLessThan(16 * 1024 * 1024);
  const silent = await directoryThat(() => undefined, 50);
  await expect(silent.find('ann@firm.example')).rejects.toThrow();
});

test('owners of a user name are taken from a directory that understands the question, and from no other', async () => {
  const ann = { name: 'Ann', email: 'ann@firm.example', user_name: 'FIRM\\aarcher' };
  const answers: Record<string, RequestListener> = {
    one: (_request, response) => response.end(JSON.stringify(ann)),
    several: (_request, response) => response.end(JSON.stringify([ann, { ...ann, email: 'al@other.example' }])),
    nobody: (_request, response) => response.writeHead(204).end(),
    ignorant: (_request, response) => response.writeHead(404).end(),
    otherwise: (_request, response) => response.end(JSON.stringify({ ...ann, user_name: 'bbaker' })),
  };
  const owners = await Promise.all(
    Object.entries(answers).map(async ([name, answer]) => {
      const found = await (await directoryThat(answer)).ownersOf({ by: 'user_name', value: 'aarcher' });
      return [name, found?.map(({ email }) => email) ?? null];
    }),
  );
  expect(Object.fromEntries(owners)).toEqual({
    one: ['ann@firm.example'],
    several: ['ann@firm.example', 'al@other.example'],
    nobody: [],
    ignorant: null,
    otherwise: null,
  });
});

test('people are found by their full names where the directory understands the question', async () => {
  const asked: string[] = [];
  const directory = await directoryThat((request, response) => {
    asked.push(request.url ?? '');
    response.end(JSON.stringify({ name: 'Ann Lee', email: 'ann@firm.example' }));
  });
  expect(await directory.ownersOf({ by: 'full_name', value: 'ann lee' })).toMatchObject([
    { email: 'ann@firm.example' },
  ]);
  expect(await directory.ownersOf({ by: 'full_name', value: 'Bo Lee' })).toBeNull();
  expect(await directory.ownersOf({ by: 'mail_domain', value: 'firm.example' })).toBeNull();
  expect(asked).toEqual(
    ['/?full_name=ann+lee', '/?full_name=Bo+Lee'].map((url) => expect.stringContaining(url.slice(1))),
  );
});

const ann = { name: 'Ann Lee', email: 'ann@firm.example', isPoc: false };

test.each([
  ['nulls', { name: 'Ann Lee', email: 'ann@firm.example', phone: null, company: null, poc_email: null }],
  ['a number for no', { name: 'Ann Lee', email: 'ann@firm.example', is_poc: 0 }],
  ['other names', { displayName: 'Ann Lee', Mail: 'Ann@firm.example', mobilePhone: null }],
  ['a list of one', [{ name: 'Ann Lee', email: 'ann@firm.example' }]],
  ['a list of people under a key', { value: [{ name: 'Ann Lee', email: 'ann@firm.example' }], next: null }],
  ['the person under a key', { user: { name: 'Ann Lee', email: 'ann@firm.example' } }],
  ['a list that is hers', { name: 'Ann Lee', email: 'ann@firm.example', groups: ['staff'] }],
])('an answer with %s is understood', async (_what, answer) => {
  const { find, lines } = await directoryOf(answer);
  expect(await find('ann@firm.example')).toEqual({ ...ann, email: expect.stringMatching(/^ann@firm\.example$/i) });
  expect(lines()).toEqual([]);
});

test('a byte order mark is no part of the answer', async () => {
  const { find } = await directoryThat((_request, response) =>
    response.end(`\uFEFF${JSON.stringify({ name: 'Ann Lee', email: 'ann@firm.example' })}`),
  );
  expect(await find('ann@firm.example')).toEqual(ann);
});

test('a field that cannot be used is left out and named, without its content', async () => {
  const { find, lines } = await directoryOf({ name: 'Ann Lee', email: 'ann@firm.example', phone: { home: 1 } });
  expect(await find('ann@firm.example')).toEqual(ann);
  expect(lines()).toMatchObject([{ source: 'DIRECTORY_URL', column: 'phone', problem: 'is no text' }]);
});

test('who is not found is noted once, without the address', async () => {
  const { find, lines } = await directoryThat((_request, response) => response.writeHead(404).end());
  await find('ann@firm.example');
  await find('ann@firm.example');
  expect(lines()).toMatchObject([{ source: 'DIRECTORY_URL', msg: expect.stringContaining('does not know') }]);
  expect(JSON.stringify(lines())).not.toContain('ann@');
});

test.each([
  ['an error', (response: ServerResponse) => response.writeHead(500).end(), 'answered with status 500'],
  ['no JSON', (response: ServerResponse) => response.end('<html>ann@firm.example</html>'), 'is no JSON'],
  ['nothing', () => undefined, 'no answer in time'],
])('a directory that answers with %s is named in the log', async (_what, answer, problem) => {
  const { find, lines } = await directoryThat((_request, response) => void answer(response), 300);
  await expect(find('ann@firm.example')).rejects.toThrow();
  expect(lines()).toMatchObject([{ level: 'warn', source: 'DIRECTORY_URL', problem }]);
  expect(JSON.stringify(lines())).not.toContain('ann@');
});

test('owners of an account are only told when each of them can be read', async () => {
  const owner = { name: 'Ann Lee', email: 'ann@firm.example', user_name: 'alee' };
  const readable = await directoryOf([owner]);
  expect(await readable.ownersOf({ by: 'user_name', value: 'alee' })).toMatchObject([ann]);
  const half = await directoryOf([owner, { name: 'Bo', user_name: 'alee' }]);
  expect(await half.ownersOf({ by: 'user_name', value: 'alee' })).toBeNull();
});
