import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { AppError, isTimeZone } from '@acebuddy/contracts';
import type { ExtraRoutes, GatewayApp } from '@acebuddy/gateway';
import { z } from 'zod';
import type { Explain } from '../explain.ts';
import type { ZohoSimulation } from '../zoho-simulation.ts';
import { type AgentsSwitch, agentsPositions } from './agents-switch.ts';
import type { PlaygroundChats } from './chats.ts';
import type { LiveState } from './live-state.ts';
import { whysOfLines } from './whys-of-lines.ts';

export interface PlaygroundDeps {
  readonly simulation: ZohoSimulation;
  readonly chats: PlaygroundChats;
  readonly live: LiveState;
  readonly agents: AgentsSwitch;
  readonly explain: Explain;
  /** Something is to be kept that neither the portal nor the catcher tells of: a greeting, the place of the switch. */
  readonly onChanged: () => void;
}

const key = z.string().regex(/^[A-Za-z0-9-]{8,64}$/);
const visitor = z.object({
  name: z.string().trim().min(1).max(100).exactOptional(),
  email: z.email().exactOptional(),
  timeZone: z.string().max(60).refine(isTimeZone).exactOptional(),
});
/** The browser's name of one message: the same when it tries again. Whoever gives none never tries again. */
const id = key.default(() => randomUUID());
const saying = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), id, text: z.string().min(1).max(20_000) }),
  z.object({ kind: z.literal('suggestion'), id, text: z.string().min(1).max(200) }),
  z.object({ kind: z.literal('card'), id, text: z.string().min(1).max(2_000) }),
]);

const scripts = [
  'app.js',
  'card-list.js',
  'chat.js',
  'desk.js',
  'dom.js',
  'find-mails.js',
  'find.js',
  'input-card.js',
  'mails.js',
  'outbox.js',
  'ticket.js',
  'visitor.js',
  'why.js',
] as const;
const assets: readonly (readonly [string, string])[] = [
  ...scripts.map((name) => [name, 'text/javascript'] as const),
  ['style.css', 'text/css'],
  ['icon.svg', 'image/svg+xml'],
];
const pageHeaders = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
};
/** A mail runs nothing and fetches nothing but pictures; its links open beside the page. */
const mailHeaders = {
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; img-src https:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
  'x-frame-options': 'SAMEORIGIN',
};
const watchEveryMs = 250;

/** The page to try the product: a chat window beside the simulated desk and the mails. Like REST, for this machine only. */
export function createPlayground(deps: PlaygroundDeps): ExtraRoutes {
  return {
    access: {
      'GET /playground': 'reader',
      'GET /playground/tickets/:id': 'reader',
      ...Object.fromEntries(assets.map(([name]) => [`GET /playground/${name}`, 'reader' as const])),
      'GET /playground/api/:key/events': 'reader',
      'GET /playground/api/:key/why': 'reader',
      'POST /playground/api/:key/open': 'agent',
      'POST /playground/api/:key/say': 'agent',
      'POST /playground/api/:key/leave': 'agent',
      'POST /playground/api/:key/operator': 'agent',
      'POST /playground/api/:key/operator/end': 'agent',
      'GET /playground/api/mails/:seq': 'reader',
      'POST /playground/api/operators': 'agent',
      'POST /playground/api/tickets/:id/reply': 'agent',
      'POST /playground/api/tickets/:id/status': 'agent',
    },
    register(app) {
      registerPage(app);
      registerChat(app, deps);
      registerAgent(app, deps);
      registerMails(app, deps.live);
      registerEvents(app, deps.live);
      registerWhys(app, deps);
    },
  };
}

function registerPage(app: GatewayApp): void {
  const read = (name: string) => readFileSync(new URL(`./page/${name}`, import.meta.url), 'utf8');
  const html = read('index.html');
  app.get('/playground', { schema: { hide: true } }, (_request, reply) =>
    reply.headers(pageHeaders).type('text/html; charset=utf-8').send(html),
  );
  // Which ticket it is, its script reads from the address.
  const ticketHtml = read('ticket.html');
  app.get('/playground/tickets/:id', { schema: { hide: true } }, (_request, reply) =>
    reply.headers(pageHeaders).type('text/html; charset=utf-8').send(ticketHtml),
  );
  for (const [name, type] of assets) {
    const text = read(name);
    app.get(`/playground/${name}`, { schema: { hide: true } }, (_request, reply) =>
      reply.type(`${type}; charset=utf-8`).header('cache-control', 'no-cache').send(text),
    );
  }
}

function registerChat(app: GatewayApp, { chats, onChanged }: PlaygroundDeps): void {
  const params = z.object({ key });
  app.post('/playground/api/:key/open', { schema: { hide: true, params, body: visitor } }, async (request) => {
    await chats.open(request.params.key, request.body);
    onChanged();
    return { ok: true };
  });
  app.post('/playground/api/:key/say', { schema: { hide: true, params, body: saying } }, async (request) => {
    await chats.say(request.params.key, request.body);
    return { ok: true };
  });
  app.post('/playground/api/:key/leave', { schema: { hide: true, params } }, async (request) => {
    chats.get(request.params.key)?.leave();
    return { ok: true };
  });
}

/** The other side: an agent who answers on the ticket, and whether anybody is there to take a chat. */
function registerAgent(app: GatewayApp, { simulation, chats, agents, onChanged }: PlaygroundDeps): void {
  const params = z.object({ id: z.string().regex(/^\d{1,19}$/) });
  const operators = z.object({ position: z.enum(agentsPositions) });
  app.post('/playground/api/operators', { schema: { hide: true, body: operators } }, async (request) => {
    agents.set(request.body.position);
    onChanged();
    return { ok: true };
  });
  const reply = z.object({ text: z.string().trim().min(1).max(5_000) });
  app.post('/playground/api/tickets/:id/reply', { schema: { hide: true, params, body: reply } }, async (request) => {
    simulation.desk.agentComments(request.params.id, request.body.text, true);
    return { ok: true };
  });
  const chat = { schema: { hide: true, params: z.object({ key }), body: reply } };
  const attended = (chatKey: string) => {
    const conversation = simulation.salesiq.conversation(chats.get(chatKey)?.conversationId() ?? '');
    if (conversation === undefined || conversation.attender === null || conversation.status !== 'open')
      throw new AppError('CONFLICT', 'No agent has this chat.');
    return { id: conversation.id, attender: conversation.attender };
  };
  app.post('/playground/api/:key/operator', chat, async (request) => {
    simulation.salesiq.operatorSays(attended(request.params.key).id, request.body.text);
    return { ok: true };
  });
  const end = { schema: { hide: true, params: z.object({ key }) } };
  app.post('/playground/api/:key/operator/end', end, async (request) => {
    const { id, attender } = attended(request.params.key);
    simulation.salesiq.show(id, { from: 'info', text: `${attender.name} ended the chat.` });
    simulation.salesiq.end(id);
    return { ok: true };
  });
  const status = z.object({ status: z.enum(['Open', 'On Hold', 'Escalated', 'Closed']) });
  app.post('/playground/api/tickets/:id/status', { schema: { hide: true, params, body: status } }, async (request) => {
    simulation.desk.agentSetsStatus(request.params.id, request.body.status);
    return { ok: true };
  });
}

/** Mails as their readers see them. */
function registerMails(app: GatewayApp, live: LiveState): void {
  const params = z.object({ seq: z.coerce.number().int().min(1) });
  app.get('/playground/api/mails/:seq', { schema: { hide: true, params } }, (request, reply) => {
    const mail = live.mail(request.params.seq);
    if (mail === undefined) throw new AppError('NOT_FOUND', 'This mail is not kept any more.');
    const html = mail.html.replace('<head>', '<head><base target="_blank">');
    return reply.headers(mailHeaders).type('text/html; charset=utf-8').send(html);
  });
}

/** Why the bot said its lines, by the index of the line in the events. Asked for when somebody wants to see it: reading is audited. */
function registerWhys(app: GatewayApp, { chats, explain }: PlaygroundDeps): void {
  const params = z.object({ key });
  app.get('/playground/api/:key/why', { schema: { hide: true, params } }, async (request, reply) => {
    const window = chats.get(request.params.key);
    const id = window?.conversationId();
    const turns = window === undefined || id === undefined ? [] : await explain(id);
    return reply.header('cache-control', 'no-store').send({ lines: whysOfLines(window?.seen() ?? [], turns) });
  });
}

/** Server-sent events: the whole state whenever something changed. */
function registerEvents(app: GatewayApp, live: LiveState): void {
  const open = new Set<() => void>();
  const params = z.object({ key });
  const querystring = z.object({
    tickets: z.coerce.number().int().min(1).max(1_000).default(25),
    find: z.string().trim().max(100).default(''),
    mails: z.coerce.number().int().min(1).max(1_000).default(50),
    findMails: z.string().trim().max(100).default(''),
  });
  app.get('/playground/api/:key/events', { schema: { hide: true, params, querystring } }, (request, reply) => {
    reply.hijack();
    const { raw } = reply;
    const view = { chatKey: request.params.key, ...request.query };
    raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', connection: 'keep-alive' });
    let mark = '';
    const push = () => {
      const now = live.mark(view);
      if (now === mark) return;
      mark = now;
      raw.write(`data: ${JSON.stringify(live.read(view))}\n\n`);
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
