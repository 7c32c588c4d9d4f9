import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AppError } from '@acebuddy/contracts';
import { eventually } from '@acebuddy/testkit';
import { createLocalJWKSet, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { createDeskJwtVerifier, deskKeys } from '../src/desk/desk-jwt.ts';
import { startGateway } from './harness.ts';

const url = '/webhook/zoho-desk';
const nowSeconds = Date.parse('2026-11-23T09:30:00.000Z') / 1_000;
const { privateKey, publicKey } = await generateKeyPair('RS256');
const jwk = { ...(await exportJWK(publicKey)), kid: 'k1', alg: 'RS256' };

interface Claims {
  iss?: string;
  aud?: string;
  exp?: number;
}

function token(
  { iss = 'orgId:3981311', aud = 'webhookId:77', exp = nowSeconds + 300 }: Claims = {},
  key: unknown = privateKey,
) {
  const jwt = new SignJWT({ iss, aud, exp, iat: nowSeconds });
  return jwt.setProtectedHeader({ alg: 'RS256', kid: 'k1' }).sign(key as typeof privateKey);
}

async function start() {
  const now = () => new Date(nowSeconds * 1_000);
  const getKey = createLocalJWKSet({ keys: [jwk] });
  const started = await startGateway({
    deskVerifier: createDeskJwtVerifier({ getKey, orgId: '3981311', webhookId: '77', now }),
  });
  const deliver = (payload: unknown, jwt?: string) =>
    started.app.inject({
      method: 'POST',
      url,
      payload: JSON.stringify(payload),
      headers: { 'content-type': 'application/json', ...(jwt !== undefined && { 'x-zdesk-jwt': jwt }) },
    });
  return { ...started, deliver };
}

const added = [
  { eventType: 'Ticket_Add', eventTime: '1528130625304', payload: { id: '1892000000042034', status: 'Closed' } },
];

describe("Desk's published keys", () => {
  it('are fetched once for many deliveries, and again for an unknown key once a minute at most', async () => {
    let fetches = 0;
    const getKey = deskKeys('https://desk.example', async () => {
      fetches += 1;
      return new Response(JSON.stringify({ keys: [jwk] }), { headers: { 'content-type': 'application/json' } });
    });
    const now = () => new Date(nowSeconds * 1_000);
    const verifier = createDeskJwtVerifier({ getKey, orgId: '3981311', webhookId: '77', now });
    for (let n = 0; n < 5; n += 1) await verifier.verify(await token());
    expect(fetches).toBe(1);
    const claims = { iss: 'orgId:3981311', aud: 'webhookId:77', exp: nowSeconds + 300 };
    const unknown = await new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'k9' }).sign(privateKey);
    for (let n = 0; n < 5; n += 1) await expect(verifier.verify(unknown)).rejects.toThrow('not signed by Zoho Desk');
    expect(fetches).toBeLessThanOrEqual(2);
  });
});

describe('deliveries of Zoho Desk', () => {
  it('hand on which ticket to look at, and nothing else of the body', async () => {
    const { deliver, ticketing } = await start();
    const response = await deliver(added, await token());
    expect(response.statusCode).toBe(200);
    expect(ticketing.notices).toEqual([
      { eventType: 'Ticket_Add', ticketId: '1892000000042034', eventTime: '1528130625304' },
    ]);
  });

  it('may expire in seconds or in milliseconds', async () => {
    const { deliver } = await start();
    expect((await deliver(added, await token({ exp: nowSeconds + 10 }))).statusCode).toBe(200);
    expect((await deliver(added, await token({ exp: (nowSeconds + 10) * 1_000 }))).statusCode).toBe(200);
    expect((await deliver(added, await token({ exp: (nowSeconds - 120) * 1_000 }))).statusCode).toBe(401);
    expect((await deliver(added, await token({ exp: nowSeconds - 120 }))).statusCode).toBe(401);
  });

  it('are refused with a token of somebody else', async () => {
    const { deliver, ticketing } = await start();
    const stranger = await generateKeyPair('RS256');
    const none = `${btoa('{"alg":"none"}')}.${btoa('{"iss":"orgId:3981311","aud":"webhookId:77","exp":9999999999}')}.`;
    const hmac = await new SignJWT({ iss: 'orgId:3981311', aud: 'webhookId:77', exp: nowSeconds + 300 })
      .setProtectedHeader({ alg: 'HS256', kid: 'k1' })
      .sign(new TextEncoder().encode(JSON.stringify(jwk)));
    const tokens = [
      undefined,
      '',
      'x',
      none,
      hmac,
      await token({ iss: 'orgId:1' }),
      await token({ aud: 'webhookId:1' }),
      await token({}, stranger.privateKey),
    ];
    for (const jwt of tokens) {
      const response = await deliver(added, jwt);
      expect(response.statusCode).toBe(401);
      expect(response.json()).toMatchObject({ success: false, code: 'UNAUTHORIZED' });
    }
    expect(ticketing.notices).toEqual([]);
  });

  it('are checked when the address is saved: 200, nothing is done', async () => {
    const { app, ticketing } = await start();
    expect((await app.inject({ method: 'GET', url })).statusCode).toBe(200);
    expect((await app.inject({ method: 'HEAD', url })).statusCode).toBe(200);
    expect((await app.inject({ method: 'POST', url })).statusCode).toBe(200);
    expect(ticketing.notices).toEqual([]);
  });

  it('name the ticket of a comment or thread by its ticketId, and other things not at all', async () => {
    const { deliver, ticketing } = await start();
    const events = [
      { eventType: 'Ticket_Comment_Add', payload: { id: '5', ticketId: 1892000000042034 } },
      { eventType: 'Ticket_Thread_Add', payload: { id: '6', ticketId: '7' } },
      { eventType: 'Ticket_Comment_Add', payload: { id: '5' } },
      { eventType: 'Contact_Add', payload: { id: '8' } },
      { eventType: 'Ticket_Update', payload: { id: { $ne: 1 } } },
      null,
      'x',
    ];
    expect((await deliver(events, await token())).json()).toEqual({ success: true, accepted: 2 });
    expect(ticketing.notices.map(({ ticketId }) => ticketId)).toEqual(['1892000000042034', '7']);
  });

  it('that are not JSON get 400', async () => {
    const { app } = await start();
    const headers = { 'x-zdesk-jwt': await token() };
    expect((await app.inject({ method: 'POST', url, payload: '[{', headers })).statusCode).toBe(400);
  });

  it('are acknowledged and handed over again when ticketing is down', async () => {
    const { deliver, ticketing } = await start();
    ticketing.noticeFailures = 1;
    expect((await deliver(added, await token())).statusCode).toBe(200);
    await eventually(() => ticketing.notices.length === 1);
  });

  it('are refused by a gateway that does not know its Desk', async () => {
    const { app } = await startGateway();
    const response = await app.inject({ method: 'POST', url, payload: added });
    expect(response.statusCode).toBe(401);
    expect(response.json().error).toContain('ZOHO_DESK_ORG_ID');
  });

  it("fetch Desk's keys once, and say 503 when they cannot", async () => {
    let fetched = 0;
    const good = deskKeys('https://desk.example', async () => {
      fetched += 1;
      return Response.json({ keys: [jwk] });
    });
    const options = { orgId: undefined, webhookId: undefined, now: () => new Date(nowSeconds * 1_000) };
    const verifier = createDeskJwtVerifier({ ...options, getKey: good });
    await verifier.verify(await token());
    await verifier.verify(await token());
    expect(fetched).toBe(1);
    const failures: (typeof fetch)[] = [
      async () => {
        throw new TypeError('fetch failed');
      },
      async () => new Response('down for maintenance', { status: 503 }),
    ];
    for (const send of failures) {
      const getKey = deskKeys('https://desk.example', send);
      const failure = createDeskJwtVerifier({ ...options, getKey }).verify(await token());
      await expect(failure).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' } satisfies Partial<AppError>);
    }
  });
});

const sample = join(import.meta.dirname, '../../../../shared/zoho/samples/desk-webhook-ticket-update.json');

describe.skipIf(!existsSync(sample))('sample deliveries (left out when ../shared/zoho/samples is absent)', () => {
  it.each(['add', 'update'])('desk-webhook-ticket-%s.json names its ticket', async (name) => {
    const { deliver, ticketing } = await start();
    const { body } = JSON.parse(readFileSync(sample.replace('update', name), 'utf8')) as { body: unknown };
    expect((await deliver(body, await token())).json()).toEqual({ success: true, accepted: 1 });
    expect(ticketing.notices).toMatchObject([{ ticketId: '1892000000042034' }]);
  });
});
