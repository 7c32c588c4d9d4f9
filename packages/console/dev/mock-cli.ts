import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Role } from '../src/api/types.ts';
import { createAnswers, Refusal } from './answers.ts';

/*
 * For working on the page alone: the built page under the policy of the gateway, over invented data.
 * `node dev/mock-cli.ts [port] [reader|agent|admin] [empty|broken|slow|signed-out|down]`
 */

const [port = '8000', role = 'admin', mood = ''] = process.argv.slice(2);
const dist = join(import.meta.dirname, '../dist');
const answers = createAnswers({ role: role as Role, isEmpty: mood === 'empty' });
const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.html': 'text/html; charset=utf-8',
};
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

function answerOne(path: string, input: unknown): object {
  try {
    if (mood === 'broken' && path !== 'me')
      throw new Refusal('SERVICE_UNAVAILABLE', 'The conversation service does not answer.');
    const answer = answers[path];
    if (answer === undefined) throw new Refusal('NOT_FOUND', `no procedure ${path}`);
    return { result: { data: answer((input ?? {}) as Parameters<typeof answer>[0]) } };
  } catch (error) {
    const appCode = error instanceof Refusal ? error.code : 'INTERNAL';
    const message = error instanceof Error ? error.message : String(error);
    return { error: { message, code: -32_000, data: { code: appCode, appCode, requestId: 'req-5f0c2a' } } };
  }
}

async function answerApi(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
  const paths = url.pathname.slice('/console/api/'.length).split(',');
  const body = JSON.parse((await text(request)) || '{}') as Record<string, unknown>;
  if (mood === 'signed-out') return void response.writeHead(401, { 'content-type': 'application/json' }).end('[]');
  if (mood === 'down') return void response.writeHead(502).end();
  if (mood === 'slow') await new Promise((resolve) => setTimeout(resolve, 60_000));
  const isBatch = url.searchParams.has('batch');
  const all = paths.map((path, index) => answerOne(decodeURIComponent(path), isBatch ? body[index] : body));
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(isBatch ? all : all[0]));
}

async function answerFile(response: ServerResponse, path: string): Promise<void> {
  const name = extname(path) === '' ? 'index.html' : path.slice('/console/'.length);
  const content = await readFile(join(dist, name)).catch(() => null);
  if (content === null) return void response.writeHead(404).end();
  response
    .writeHead(200, { 'content-type': types[extname(name)] ?? 'text/plain', 'content-security-policy': policy })
    .end(content);
}

const server = createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://localhost');
  if (url.pathname.startsWith('/console/api/')) return void answerApi(request, response, url);
  if (url.pathname === '/console/live') {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write('retry: 2000\n\n');
    const timer = setInterval(() => response.write('event: changed\ndata: 1\n\n'), 15_000);
    return void request.on('close', () => clearInterval(timer));
  }
  return void answerFile(response, url.pathname);
});
server.listen(Number(port), '127.0.0.1', () => console.info(`http://127.0.0.1:${port}/console/`));
