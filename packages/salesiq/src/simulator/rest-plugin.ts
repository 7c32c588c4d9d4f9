import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { parseJsonText } from '../json-text.ts';
import { toLine, toMessageText, toRecord } from '../loose-values.ts';
import type { SalesiqPortal } from './portal.ts';
import { createRestActions, type RestAction } from './rest-actions.ts';
import { type RestError, restErrors } from './rest-errors.ts';

export type SalesiqScope =
  | 'SalesIQ.callbacks.UPDATE'
  | 'SalesIQ.conversations.CREATE'
  | 'SalesIQ.conversations.UPDATE'
  | 'SalesIQ.conversations.READ';

/**
 * What goes wrong with a call, decided by the test. `effect` says whether SalesIQ carried it out before that; `answer` is
 * what arrives: a broken connection, a status with a body, or nothing unusual (a delay alone).
 */
export interface RestFault {
  readonly delayMs?: number;
  readonly effect: 'none' | 'done';
  readonly answer:
    | 'reset'
    | 'usual'
    | { readonly status: number; readonly body: string; readonly headers?: Readonly<Record<string, string>> };
}

export interface SalesiqRestOptions {
  readonly portal: SalesiqPortal;
  /** Judges the access token; the accounts server that gave it out is simulated elsewhere. */
  readonly checkToken: (token: string, scope: SalesiqScope) => 'ok' | 'invalid' | 'scope';
  readonly fault?: (route: string) => RestFault | undefined;
  /** Whether operator messages are taken while the bot attends; not documented (salesiq.md §5.1). */
  readonly messagesWhileBotAttends?: boolean;
}

/** SalesIQ's REST API v2 as far as the product uses it (salesiq.md §4 to §6), as a Fastify plugin. */
export function salesiqRest(app: FastifyInstance, options: SalesiqRestOptions, done: () => void): void {
  const actions = createRestActions(options.portal, {
    messagesWhileBotAttends: options.messagesWhileBotAttends ?? true,
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, parsed) => {
    parsed(null, parsedOrEmpty(String(body)));
  });
  const handle =
    (route: string, scope: SalesiqScope, action: RestAction) =>
    async (request: FastifyRequest, reply: FastifyReply) => {
      const fault = options.fault?.(route);
      if (fault?.delayMs !== undefined) await new Promise((resolve) => setTimeout(resolve, fault.delayMs));
      const refused = refusal(request, options, scope);
      const outcome =
        fault?.effect === 'none' ? undefined : (refused ?? action(paramsOf(request), toRecord(request.body)));
      if (fault === undefined || fault.answer === 'usual') return answer(request, reply, outcome ?? {});
      if (fault.answer === 'reset') {
        reply.hijack();
        request.raw.socket.destroy();
        return reply;
      }
      return reply
        .code(fault.answer.status)
        .headers(fault.answer.headers ?? {})
        .send(fault.answer.body);
    };
  const base = '/api/v2/:screen';
  const create = 'SalesIQ.conversations.CREATE';
  app.post(`${base}/conversations/:id/messages`, handle('message', create, actions.message));
  app.post(`${base}/conversations/:id/notes`, handle('note', create, actions.note));
  app.post(`${base}/conversations/:id/close`, handle('close', 'SalesIQ.conversations.UPDATE', actions.close));
  app.get(`${base}/conversations/:id`, handle('read', 'SalesIQ.conversations.READ', actions.read));
  app.post(`${base}/callbacks/:id/response`, handle('response', 'SalesIQ.callbacks.UPDATE', actions.response));
  app.post(`${base}/callbacks/:id/progress`, handle('progress', 'SalesIQ.callbacks.UPDATE', actions.progress));
  app.all(`${base}/*`, async () => ({ error: restErrors.url }));
  done();
}

function paramsOf(request: FastifyRequest): { readonly id: string; readonly screen: string } {
  const params = toRecord(request.params);
  return { id: toLine(params.id, 300) ?? '', screen: toLine(params.screen, 300) ?? '' };
}

function refusal(request: FastifyRequest, { portal, checkToken }: SalesiqRestOptions, scope: SalesiqScope) {
  if (paramsOf(request).screen !== portal.screenName) return restErrors.portal;
  const token = /^Zoho-oauthtoken (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
  if (token === undefined) return restErrors.header;
  const verdict = checkToken(token, scope);
  if (verdict === 'ok') return undefined;
  return verdict === 'scope' ? restErrors.scope : restErrors.token;
}

/** Success and error both arrive with HTTP 200 (salesiq.md §4). */
function answer(request: FastifyRequest, reply: FastifyReply, outcome: RestError | { readonly data?: unknown }) {
  if ('code' in outcome) return reply.send({ error: outcome });
  if (outcome.data === undefined) return reply.code(204).send();
  return reply.send({ url: request.url, object: 'conversation', data: outcome.data });
}

function parsedOrEmpty(text: string): unknown {
  try {
    return text.trim() === '' ? {} : parseJsonText(text);
  } catch {
    return toMessageText('', 1);
  }
}
