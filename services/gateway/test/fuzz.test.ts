import { zobotResponseSchema } from '@acebuddy/salesiq';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { flatAnswerSchema } from '../src/channels/flat/flat-answer.ts';
import { asAdmin, flatMessage, startGateway, zobotMessage } from './harness.ts';

const numRuns = 2_000;

/** A valid body with one of its parts, at any depth, replaced by something else or taken away. */
function damaged(body: object): fc.Arbitrary<unknown> {
  const paths = pathsOf(body);
  const replacement = fc.oneof(
    fc.jsonValue({ maxDepth: 3 }),
    fc.constantFrom(undefined, null, '', [], {}, 1e21, '\u0000', '__proto__'),
  );
  const damage = fc.tuple(fc.constantFrom(...paths), replacement);
  return fc
    .array(damage, { minLength: 1, maxLength: 3 })
    .map((damages) =>
      damages.reduce<unknown>((current, [path, value]) => replaced(current, path, value), structuredClone(body)),
    );
}

function pathsOf(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return path.length === 0 ? [] : [path];
  const below = Object.entries(value).flatMap(([key, child]) => pathsOf(child, [...path, key]));
  return path.length === 0 ? below : [path, ...below];
}

function replaced(target: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined || typeof target !== 'object' || target === null) return target;
  const record = target as Record<string, unknown>;
  return { ...record, [key]: rest.length === 0 ? value : replaced(record[key], rest, value) };
}

const event = {
  entity_type: 'conversation',
  event: 'conversation.rated',
  entity_id: '1',
  org_id: '2',
  entity: { rating: '5', message: { msgid: '1', text: 'x', sender: { type: 'operator' } } },
};

describe('generated bodies', () => {
  it('of calls of the bot always get an answer that SalesIQ can show', async () => {
    const { app } = await startGateway();
    const body = damaged({
      ...zobotMessage,
      attachments: [{ url: 'https://a.b/c' }],
      request: { id: 'r', app_id: '1' },
    });
    await fc.assert(
      fc.asyncProperty(body, async (payload) => {
        const response = await app.inject({
          method: 'POST',
          url: '/webhook/salesiq',
          payload: JSON.stringify(payload),
        });
        if (response.statusCode === 400) return;
        expect(response.statusCode).toBe(200);
        const answer = response.json();
        if (answer.status !== 'ok' && answer.status !== 'success') zobotResponseSchema.parse(answer);
      }),
      { numRuns },
    );
  });

  it('of the flat form get an answer in its shape, or a sentence that helps', async () => {
    const { app } = await startGateway();
    await fc.assert(
      fc.asyncProperty(damaged({ ...flatMessage, message_id: 'm' }), async (payload) => {
        const response = await app.inject({
          method: 'POST',
          url: '/webhook/salesiq',
          payload: JSON.stringify(payload),
        });
        if (response.statusCode === 200)
          return void (response.json().status === 'ok' || flatAnswerSchema.parse(response.json()));
        expect(response.statusCode).toBe(400);
        expect(response.json()).toMatchObject({ success: false, code: 'BAD_REQUEST' });
      }),
      { numRuns },
    );
  });

  it('of events are acknowledged', async () => {
    const { app } = await startGateway();
    await fc.assert(
      fc.asyncProperty(damaged(event), async (payload) => {
        const response = await app.inject({
          method: 'POST',
          url: '/webhook/salesiq/events',
          payload: JSON.stringify(payload),
        });
        expect([200, 400]).toContain(response.statusCode);
      }),
      { numRuns: 1_000 },
    );
  });

  it('of any kind at any address never end in a server error, nor in the 410 that turns webhooks off', async () => {
    const { app } = await startGateway();
    const urls = [
      '/webhook/salesiq',
      '/webhook/zoho-desk',
      '/zoho/ticket/create',
      '/zoho/ticket/1/comment',
      '/salesiq/session/a/close',
      '/approvals/aaaaaaaaaaaaaaaaaaaaaaaa',
    ];
    const payload = fc.oneof(
      fc.json(),
      fc.string({ unit: 'binary' }),
      fc.uint8Array().map((bytes) => Buffer.from(bytes)),
    );
    const types = fc.constantFrom('application/json', 'text/plain', '', 'application/x-www-form-urlencoded', 'a/b; c=');
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...urls), payload, types, async (url, body, type) => {
        const response = await app.inject({ method: 'POST', url, payload: body, headers: { 'content-type': type } });
        expect(response.statusCode).toBeLessThan(500);
        expect(response.statusCode).not.toBe(410);
      }),
      { numRuns },
    );
  });

  it('and addresses, queries and headers of any kind neither', async () => {
    const { app } = await startGateway();
    const prefix = fc.constantFrom(
      '/zoho/ticket/',
      '/salesiq/session/',
      '/admin/dead-letters?after=',
      '/approvals/',
      '/docs/',
      '/',
    );
    await fc.assert(
      fc.asyncProperty(prefix, fc.webPath(), fc.string({ unit: 'binary-ascii' }), async (start, rest, header) => {
        const headers = {
          'x-request-id': header.replace(/[^\x20-\x7e]/g, ''),
          // Behind the door, too.
          authorization: start.startsWith('/admin') ? asAdmin.authorization : header.replace(/[^\x20-\x7e]/g, ''),
        };
        const response = await app.inject({ url: `${start}${rest}`, headers });
        expect(response.statusCode).toBeLessThan(500);
      }),
      { numRuns: 1_000 },
    );
  });
});
