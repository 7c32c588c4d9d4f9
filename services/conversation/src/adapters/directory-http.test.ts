import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { createHttpDirectory } from './directory-http.ts';

async function directoryThat(answer: RequestListener, timeoutMs = 2_000) {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/people`;
  return createHttpDirectory({ url, token: 'secret token', fetch, timeoutMs });
}

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
