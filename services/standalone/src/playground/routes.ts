import { readFileSync } from 'node:fs';
import type { ExtraRoutes, GatewayApp } from '@acebuddy/gateway';
import { z } from 'zod';
import type { ZohoSimulation } from '../zoho-simulation.ts';
import type { PlaygroundChats } from './chats.ts';
import type { LiveState } from './live-state.ts';

export interface PlaygroundDeps {
  readonly simulation: ZohoSimulation;
  readonly chats: PlaygroundChats;
  readonly live: LiveState;
}

const key = z.string().regex(/^[A-Za-z0-9-]{8,64}$/);
const visitor = z.object({ name: z.string().trim().min(1).max(100).optional(), email: z.email().optional() });
const saying = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string().min(1).max(20_000) }),
  z.object({ kind: z.literal('suggestion'), text: z.string().min(1).max(200) }),
  z.object({ kind: z.literal('card'), text: z.string().min(1).max(2_000) }),
]);

const scripts = ['app.js', 'card-list.js', 'chat.js', 'desk.js', 'dom.js', 'input-card.js', 'mails.js'] as const;
const assets: readonly (readonly [string, string])[] = [
  ...scripts.map((name) => [name, 'text/javascript'] as const),
  ['style.css', 'text/css'],
  ['icon.svg', 'image/svg+xml'],
];
const pageHeaders = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
};
const watchEveryMs = 250;

/** The page to try the product: a chat window beside the simulated desk and the mails. Like REST, for this machine only. */
export function createPlayground(deps: PlaygroundDeps): ExtraRoutes {
  return {
    access: {
      'GET /playground': 'reader',
      ...Object.fromEntries(assets.map(([name]) => [`GET /playground/${name}`, 'reader' as const])),
      'GET /playground/api/:key/events': 'reader',
      'POST /playground/api/:key/open': 'agent',
      'POST /playground/api/:key/say': 'agent',
      'POST /playground/api/:key/leave': 'agent',
      'POST /playground/api/operators': 'agent',
      'POST /playground/api/tickets/:id/reply': 'agent',
      'POST /playground/api/tickets/:id/status': 'agent',
    },
    register(app) {
      registerPage(app);
      registerChat(app, deps);
      registerAgent(app, deps);
      registerEvents(app, deps.live);
    },
  };
}

function registerPage(app: GatewayApp): void {
  const read = (name: string) => readFileSync(new URL(`./page/${name}`, import.meta.url), 'utf8');
  const html = read('index.html');
  app.get('/playground', { schema: { hide: true } }, (_request, reply) =>
    reply.headers(pageHeaders).type('text/html; charset=utf-8').send(html),
  );
  for (const [name, type] of assets) {
    const text = read(name);
    app.get(`/playground/${name}`, { schema: { hide: true } }, (_request, reply) =>
      reply.type(`${type}; charset=utf-8`).header('cache-control', 'no-cache').send(text),
    );
  }
}

function registerChat(app: GatewayApp, { chats }: PlaygroundDeps): void {
  const params = z.object({ key });
  app.post('/playground/api/:key/open', { schema: { hide: true, params, body: visitor } }, async (request) => {
    await chats.open(request.params.key, request.body);
    return { ok: true };
  });
  app.post('/playground/api/:key/say', { schema: { hide: true, params, body: saying } }, async (request) => {
    const window = await chats.open(request.params.key, {});
    const { kind, text } = request.body;
    if (kind === 'card') await window.fill(text);
    else await window.say(text);
    return { ok: true };
  });
  app.post('/playground/api/:key/leave', { schema: { hide: true, params } }, async (request) => {
    chats.get(request.params.key)?.leave();
    return { ok: true };
  });
}

/** The other side: an agent who answers on the ticket, and whether anybody is there to take a chat. */
function registerAgent(app: GatewayApp, { simulation }: PlaygroundDeps): void {
  const params = z.object({ id: z.string().regex(/^\d{1,19}$/) });
  const operators = z.object({ availability: z.enum(['available', 'busy', 'offline']) });
  app.post('/playground/api/operators', { schema: { hide: true, body: operators } }, async (request) => {
    simulation.salesiq.setOperators(request.body.availability);
    return { ok: true };
  });
  const reply = z.object({ text: z.string().trim().min(1).max(5_000) });
  app.post('/playground/api/tickets/:id/reply', { schema: { hide: true, params, body: reply } }, async (request) => {
    simulation.desk.agentComments(request.params.id, request.body.text, true);
    return { ok: true };
  });
  const status = z.object({ status: z.enum(['Open', 'On Hold', 'Escalated', 'Closed']) });
  app.post('/playground/api/tickets/:id/status', { schema: { hide: true, params, body: status } }, async (request) => {
    simulation.desk.agentSetsStatus(request.params.id, request.body.status);
    return { ok: true };
  });
}

/** Server-sent events: the whole state whenever something changed. */
function registerEvents(app: GatewayApp, live: LiveState): void {
  const open = new Set<() => void>();
  const params = z.object({ key });
  app.get('/playground/api/:key/events', { schema: { hide: true, params } }, (request, reply) => {
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', connection: 'keep-alive' });
    let mark = '';
    const push = () => {
      const now = live.mark(request.params.key);
      if (now === mark) return;
      mark = now;
      raw.write(`data: ${JSON.stringify(live.read(request.params.key))}\n\n`);
    };
    push();
    const timer = setInterval(push, watchEveryMs);
    const end = () => {
      clearInterval(timer);
      open.delete(end);
      raw.end();
    };
    open.add(end);
    raw.on('close', end);
  });
  app.addHook('preClose', async () => {
    for (const end of [...open]) end();
  });
}
