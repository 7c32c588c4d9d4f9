import { createConversationRouter } from '@acebuddy/conversation/router';
import { createNotificationsRouter } from '@acebuddy/notifications/router';
import { createLogger, createMetrics, serveRouter } from '@acebuddy/service-kit';
import { createTicketingRouter } from '@acebuddy/ticketing/router';
import { describe, expect, onTestFinished, test } from 'vitest';

const internalToken = 'an internal token for tests only';
const reached: string[] = [];

/** Stands for everything behind a router; whatever is called is noted. */
function watched(name: string): never {
  return new Proxy(() => undefined, {
    get: (_target, member) => (member === 'then' ? undefined : watched(`${name}.${String(member)}`)),
    apply: () => {
      reached.push(name);
      throw new Error('reached');
    },
  }) as never;
}

const routers = {
  conversation: createConversationRouter({
    conversation: watched('conversation'),
    console: watched('console'),
    learning: watched('learning'),
    exportScript: watched('exportScript'),
    audit: watched('audit'),
    person: watched('person'),
    report: watched('report'),
    workflowsReport: watched('workflowsReport'),
    workflowReport: watched('workflowReport'),
    describe: watched('describe'),
  }),
  ticketing: createTicketingRouter({ ticketing: watched('ticketing'), audit: watched('audit'), ping: watched('ping') }),
  notifications: createNotificationsRouter({
    notifications: watched('notifications'),
    shown: watched('shown'),
    watch: watched('watch'),
    audit: watched('audit'),
    person: watched('person'),
    checkMail: watched('checkMail'),
  }),
};

describe.each(Object.entries(routers))('every procedure of %s', (_service, router) => {
  test('refuses callers without the credential, and does nothing for them', async () => {
    const { url, close } = await serveRouter({
      router,
      host: '127.0.0.1',
      port: 0,
      internalToken,
      logger: createLogger({ name: 'test', level: 'silent' }),
      metrics: createMetrics({ service: 'test' }),
      checks: {},
    });
    onTestFinished(close);
    const procedures = Object.keys(router._def.procedures);
    expect(procedures.length).toBeGreaterThan(10);
    const headers = [
      {},
      { authorization: 'Bearer wrong' },
      { authorization: `Basic ${internalToken}` },
      {
        authorization: `Bearer ${internalToken}x`,
      },
    ];
    for (const procedure of procedures)
      for (const header of headers)
        for (const method of ['GET', 'POST']) {
          const body = method === 'POST' ? { body: '{}' } : {};
          const response = await fetch(`${url}/trpc/${procedure}`, {
            method,
            headers: { 'content-type': 'application/json', ...header },
            ...body,
          });
          expect(response.status, `${method} ${procedure}`).toBe(401);
        }
    expect(reached).toEqual([]);
  });

  test('is the one that the credential opens', async () => {
    const { url, close } = await serveRouter({
      router,
      host: '127.0.0.1',
      port: 0,
      internalToken,
      logger: createLogger({ name: 'test', level: 'silent' }),
      metrics: createMetrics({ service: 'test' }),
      checks: {},
    });
    onTestFinished(close);
    const response = await fetch(`${url}/trpc/ready`, { headers: { authorization: `Bearer ${internalToken}` } });
    expect(response.status).toBe(500);
    expect(reached.splice(0)).toHaveLength(1);
  });
});
