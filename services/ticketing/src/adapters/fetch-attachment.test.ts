import { createServer, type RequestListener } from 'node:http';
import { deskConfigSchema } from '@acebuddy/contracts';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createFetchAttachment } from './fetch-attachment.ts';

const policy = deskConfigSchema.parse({
  attachments: { allowed_hosts: ['127.0.0.1', '.zoho.com'], bytes_max: 1_000 },
}).attachments;
const attachment = (url: string, contentType?: string) =>
  ({ kind: 'attachment', url, name: 'screen.png', ...(contentType === undefined ? {} : { contentType }) }) as const;

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('no port');
  return `http://127.0.0.1:${address.port}/file`;
}

const fetchFile = createFetchAttachment({ policy, fetch, timeoutMs: 300 });

describe('fetching an attachment', () => {
  it('gives the bytes, under the name that the chat gave', async () => {
    const url = await serve((_, res) => res.writeHead(200, { 'content-type': 'image/png; charset=x' }).end('bytes'));
    const file = await fetchFile(attachment(url));
    expect({ ...file, bytes: Buffer.from(file.bytes).toString() }).toEqual({
      name: 'screen.png',
      contentType: 'image/png',
      bytes: 'bytes',
    });
  });

  it.each([
    'https://evil.example/x',
    'https://zoho.com.evil.example/x',
    'https://notzoho.com/x',
    'http://files.zoho.com/x',
    'https://user:pass@files.zoho.com/x',
    'file:///etc/passwd',
    'https://169.254.169.254/latest',
    'http://localhost:1/x',
  ])('never asks %s', async (url) => {
    let asked = 0;
    const counting = createFetchAttachment({
      policy,
      timeoutMs: 300,
      fetch: async () => {
        asked += 1;
        return new Response('x');
      },
    });
    await expect(counting(attachment(url))).rejects.toMatchObject({ kind: 'rejected' });
    expect(asked).toBe(0);
  });

  it('takes hosts below an allowed domain', async () => {
    const answering = createFetchAttachment({
      policy,
      timeoutMs: 300,
      fetch: async () => new Response('x', { headers: { 'content-type': 'text/plain' } }),
    });
    expect((await answering(attachment('https://files.salesiq.zoho.com/x'))).contentType).toBe('text/plain');
  });

  it('follows no redirect', async () => {
    const url = await serve((_, res) => res.writeHead(302, { location: 'http://127.0.0.1:1/' }).end());
    await expect(fetchFile(attachment(url))).rejects.toMatchObject({
      kind: 'rejected',
      message: expect.stringContaining('302'),
    });
  });

  it('refuses types that are not allowed and believes the server more than the chat', async () => {
    const url = await serve((_, res) => res.writeHead(200, { 'content-type': 'application/x-msdownload' }).end('MZ'));
    await expect(fetchFile(attachment(url, 'image/png'))).rejects.toMatchObject({ kind: 'rejected' });
  });

  it('stops reading what is too large, whatever length was announced', async () => {
    const url = await serve((_, res) => {
      res.writeHead(200, { 'content-type': 'image/png' });
      res.write(Buffer.alloc(900));
      res.end(Buffer.alloc(900));
    });
    await expect(fetchFile(attachment(url))).rejects.toMatchObject({
      kind: 'rejected',
      message: expect.stringContaining('larger'),
    });
  });

  it('refuses an empty file', async () => {
    const url = await serve((_, res) => res.writeHead(200, { 'content-type': 'image/png' }).end());
    await expect(fetchFile(attachment(url))).rejects.toMatchObject({ kind: 'rejected' });
  });

  it('tries a host in trouble again later, and one that is sure not', async () => {
    const busy = await serve((_, res) => res.writeHead(503).end());
    const gone = await serve((_, res) => res.writeHead(410).end());
    const silent = await serve(() => undefined);
    await expect(fetchFile(attachment(busy))).rejects.toMatchObject({ kind: 'not_sent' });
    await expect(fetchFile(attachment(gone))).rejects.toMatchObject({ kind: 'rejected' });
    await expect(fetchFile(attachment(silent))).rejects.toMatchObject({ kind: 'not_sent' });
  });
});
