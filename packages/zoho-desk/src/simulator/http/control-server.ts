import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import type { SimulatorControl } from '../control.ts';
import { faultRuleSchema } from '../faults/rules.ts';

const prefix = '/_simulator';

const settingsSchema = z
  .strictObject({
    indexLagMs: z.number().int().min(0).max(3_600_000),
    concurrencyMax: z.number().int().min(1).max(1_000),
    dailyCredits: z.number().int().min(0).max(10_000_000),
    tokenLifetimeS: z.number().int().min(1).max(86_400),
    refreshesMax: z.number().int().min(0).max(1_000),
    searchDialect: z.enum(['prose', 'specification']),
    contactDialect: z.enum(['strict', 'loose']),
    listBase: z.union([z.literal(0), z.literal(1)]),
  })
  .partial();
const commentSchema = z.strictObject({ text: z.string().min(1).max(32_000), public: z.boolean().default(true) });
const statusSchema = z.strictObject({ status: z.enum(['Open', 'On Hold', 'Escalated', 'Closed']) });
const clockSchema = z.strictObject({
  advanceMs: z
    .number()
    .int()
    .min(0)
    .max(30 * 86_400_000),
});
const grantCodeSchema = z.strictObject({
  scope: z.string().max(4_000).optional(),
  lifetimeMs: z.number().int().min(1).max(600_000).optional(),
});
const tokensSchema = z.strictObject({
  accessTokens: z.boolean().default(true),
  refreshToken: z.boolean().default(false),
});
const webhookSchema = z.strictObject({
  url: z.url().max(2_000),
  events: z.array(z.enum(['Ticket_Add', 'Ticket_Update', 'Ticket_Comment_Add', 'Contact_Add'])).optional(),
  includePrevState: z.boolean().optional(),
  ignoreSourceId: z.string().max(100).optional(),
});
const webhookModeSchema = z
  .strictObject({
    repeat: z.number().int().min(0).max(10),
    hold: z.boolean(),
    release: z.enum(['kept', 'reversed']),
    redeliver: z.number().int().min(1).max(1_000),
  })
  .partial();

type Params = Readonly<Record<string, string>>;

/** What other processes need of the simulator: look, set faults, be the agent. JSON in and out; errors are 400 and 404. */
export function registerControl(app: FastifyInstance, control: SimulatorControl): void {
  const post = <Schema extends z.ZodType>(
    path: string,
    schema: Schema,
    run: (body: z.output<Schema>, params: Params) => unknown,
  ) =>
    app.post(`${prefix}${path}`, async (request, reply) => {
      const body = schema.safeParse(parse(request.body));
      if (!body.success) {
        return send(reply, 400, { error: z.prettifyError(body.error) });
      }
      try {
        return send(reply, 200, (await run(body.data, request.params as Params)) ?? { ok: true });
      } catch (error) {
        return send(reply, 404, { error: error instanceof Error ? error.message : 'failed' });
      }
    });

  registerReads(app, control);
  post('/faults', z.union([faultRuleSchema, z.array(faultRuleSchema).max(100)]), (rules) => ({
    ids: (Array.isArray(rules) ? rules : [rules]).map((rule) => control.faults.add(rule)),
  }));
  app.delete(`${prefix}/faults`, (_request, reply) => {
    control.faults.clear();
    return send(reply, 200, { ok: true });
  });
  app.delete(`${prefix}/faults/:id`, (request, reply) => {
    const removed = control.faults.remove((request.params as Params).id ?? '');
    return send(reply, removed ? 200 : 404, { ok: removed });
  });
  post('/settings', settingsSchema, (change) => control.changeSettings(change));
  post('/clock', clockSchema, ({ advanceMs }) => ({ now: new Date(control.advance(advanceMs)).toISOString() }));
  post('/stats/reset', z.unknown(), () => control.resetStats());
  post('/grant-codes', grantCodeSchema.default({}), (wanted) => ({ code: control.issueGrantCode(wanted) }));
  post('/tokens/revoke', tokensSchema.default({ accessTokens: true, refreshToken: false }), (what) =>
    control.revokeTokens(what),
  );
  post('/tickets/:ticketId/comments', commentSchema, (body, { ticketId = '' }) =>
    control.agentComments(ticketId, body.text, body.public),
  );
  post('/tickets/:ticketId/status', statusSchema, ({ status }, { ticketId = '' }) =>
    control.agentSetsStatus(ticketId, status),
  );
  post('/webhooks', webhookSchema, (body) => control.webhooks.add(JSON.parse(JSON.stringify(body))));
  post('/webhooks/mode', webhookModeSchema, (mode) => control.setWebhookMode(mode));
  app.delete(`${prefix}/webhooks/:id`, (request, reply) => {
    const removed = control.webhooks.remove((request.params as Params).id ?? '');
    return send(reply, removed ? 200 : 404, { ok: removed });
  });
}

function registerReads(app: FastifyInstance, control: SimulatorControl): void {
  const get = (path: string, read: (query: Params, params: Params) => unknown) =>
    app.get(`${prefix}${path}`, async (request, reply) => {
      const answer = await read(request.query as Params, request.params as Params);
      return answer === null ? send(reply, 404, { error: 'not found' }) : send(reply, 200, answer);
    });
  get('/state', ({ since, limit }) => control.state({ since: toNumber(since, 0), limit: toNumber(limit, 50) }));
  get('/tickets/:ticketId', (_query, { ticketId = '' }) => control.ticket(ticketId));
  get('/contacts', () => control.contacts());
  get('/stats', () => control.stats());
  get('/faults', () => control.faults.list());
  get('/settings', () => control.settings());
  get('/webhooks', () => control.webhooks.list());
  get('/webhooks/deliveries', () => control.webhooks.deliveries());
}

function toNumber(text: string | undefined, otherwise: number): number {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : otherwise;
}

function parse(body: unknown): unknown {
  if (!Buffer.isBuffer(body) || body.length === 0) {
    return undefined;
  }
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return null;
  }
}

function send(reply: FastifyReply, status: number, body: unknown): FastifyReply {
  return reply.code(status).header('cache-control', 'no-store').send(body);
}
