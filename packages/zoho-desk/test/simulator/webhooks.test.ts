import Fastify from 'fastify';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import { startDesk } from '../harness/desk-under-test.ts';
import { unwrap } from '../harness/results.ts';

const ticket = {
  subject: 'Help',
  description: { text: 'x' },
  contact: { name: 'Carol', email: 'carol@zylker.example' },
};

interface Event {
  readonly eventType: string;
  readonly eventTime: string;
  readonly orgId: string;
  readonly payload: Record<string, unknown>;
  readonly prevState?: Record<string, unknown>;
}

/** A desk with a listener that Desk sends its events to. */
async function start(status: number | null = 200) {
  const world = await startDesk();
  const events: Event[] = [];
  const tokens: string[] = [];
  const validations: string[] = [];
  const listener = Fastify({ forceCloseConnections: true });
  listener.get('/hook', () => {
    validations.push('GET');
    return 'ok';
  });
  listener.post('/hook', (request, reply) => {
    const body = request.body as Event[];
    if (body.length === 0) {
      validations.push('POST');
      return reply.send('ok');
    }
    events.push(...body);
    tokens.push(String(request.headers['x-zdesk-jwt']));
    return reply.code(status ?? 200).send('ok');
  });
  const url = `${await listener.listen({ host: '127.0.0.1', port: 0 })}/hook`;
  return {
    ...world,
    url,
    events,
    tokens,
    validations,
    types: () => events.map((event) => event.eventType),
    [Symbol.asyncDispose]: async () => {
      await listener.close();
      await world.simulator.close();
    },
  };
}

describe('Desk’s event webhooks (§9)', () => {
  it('are validated by GET and POST when added, and refused when the address does not answer', async () => {
    await using world = await start();
    await world.simulator.webhooks.add({ url: world.url });
    expect(world.validations).toEqual(['GET', 'POST']);
    await expect(world.simulator.webhooks.add({ url: `${world.url}/nothing` })).rejects.toThrow(/404/);
  });

  it('report tickets, changes with the state before, comments with their ticket, and contacts', async () => {
    await using world = await start();
    await world.simulator.webhooks.add({ url: world.url, includePrevState: true });
    const { id, contactId } = unwrap(await world.desk.createTicket(ticket));
    await world.simulator.webhooks.settled();
    world.simulator.agentSetsStatus(id, 'Closed');
    await world.simulator.webhooks.settled();
    world.simulator.agentComments(id, 'Done', true);
    await world.simulator.webhooks.settled();
    const byType = Object.fromEntries(world.events.map((event) => [event.eventType, event]));
    expect(Object.keys(byType).toSorted()).toEqual([
      'Contact_Add',
      'Ticket_Add',
      'Ticket_Comment_Add',
      'Ticket_Update',
    ]);
    expect(byType.Contact_Add?.payload).toMatchObject({ id: contactId });
    expect(byType.Ticket_Add).toMatchObject({
      orgId: '3981311',
      eventTime: expect.stringMatching(/^\d{13}$/),
      payload: { id, ticketNumber: '101', status: 'Open' },
    });
    expect(byType.Ticket_Update).toMatchObject({ payload: { status: 'Closed' }, prevState: { status: 'Open' } });
    expect(byType.Ticket_Comment_Add?.payload).toMatchObject({ ticketId: id, content: 'Done', isPublic: true });
  });

  it('are signed with a key that the portal publishes', async () => {
    await using world = await start();
    const webhook = await world.simulator.webhooks.add({ url: world.url, events: ['Ticket_Add'] });
    await world.desk.createTicket(ticket);
    await world.simulator.webhooks.settled();
    const keys = createRemoteJWKSet(new URL(`${world.origin}/.well-known/jwks.json`));
    const { payload, protectedHeader } = await jwtVerify(world.tokens[0] ?? '', keys, {
      issuer: 'orgId:3981311',
      audience: `webhookId:${webhook.id}`,
      algorithms: ['RS256'],
    });
    expect(protectedHeader.kid).toBe('simulator-1');
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(300);
  });

  it('leave out what was changed with the webhook’s own sourceId', async () => {
    await using world = await start();
    const sourceId = '49ad222a-f812-11e7-8c3f-9a214cf093ae';
    await world.simulator.webhooks.add({ url: world.url, events: ['Ticket_Update'], ignoreSourceId: sourceId });
    const { id } = unwrap(await world.desk.createTicket(ticket));
    const token = await fetch(`${world.origin}/oauth/v2/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'refresh_token',
        client_id: world.simulator.credentials.clientId,
        client_secret: world.simulator.credentials.clientSecret,
        refresh_token: world.simulator.credentials.refreshToken,
      }),
    });
    const { access_token } = (await token.json()) as { access_token: string };
    const headers = { authorization: `Bearer ${access_token}`, 'content-type': 'application/json', sourceId };
    const body = JSON.stringify({ status: 'On Hold' });
    await fetch(`${world.origin}/api/v1/tickets/${id}`, { method: 'PATCH', headers, body });
    await world.desk.updateTicket(id, { status: 'Closed' });
    await world.simulator.webhooks.settled();
    expect(world.events.map((event) => event.payload.status)).toEqual(['Closed']);
  });

  it('come several times when told to', async () => {
    await using world = await start();
    await world.simulator.webhooks.add({ url: world.url, events: ['Ticket_Add'] });
    await world.simulator.setWebhookMode({ repeat: 3 });
    await world.desk.createTicket(ticket);
    await world.simulator.webhooks.settled();
    expect(world.types()).toEqual(['Ticket_Add', 'Ticket_Add', 'Ticket_Add']);
    await world.simulator.setWebhookMode({ redeliver: 1 });
    expect(world.types()).toHaveLength(4);
    expect(new Set(world.events.map((event) => event.eventTime)).size).toBe(1);
  });

  it('come late and in the wrong order when told to', async () => {
    await using world = await start();
    await world.simulator.webhooks.add({ url: world.url, events: ['Ticket_Add'] });
    await world.simulator.setWebhookMode({ hold: true });
    for (let at = 0; at < 3; at += 1) {
      await world.desk.createTicket(ticket);
    }
    expect(world.events).toEqual([]);
    await world.simulator.setWebhookMode({ release: 'reversed' });
    expect(world.events.map((event) => event.payload.ticketNumber)).toEqual(['103', '102', '101']);
  });

  it('are lost when the listener fails, and the webhook is removed by a 410', async () => {
    await using failing = await start(500);
    await failing.simulator.webhooks.add({ url: failing.url });
    await failing.desk.createTicket(ticket);
    await failing.simulator.webhooks.settled();
    expect(failing.simulator.webhooks.deliveries().at(-1)).toMatchObject({ status: 500, tries: 1 });
    expect(failing.simulator.webhooks.list()).toHaveLength(1);
    await using gone = await start(410);
    await gone.simulator.webhooks.add({ url: gone.url });
    await gone.desk.createTicket(ticket);
    await gone.simulator.webhooks.settled();
    expect(gone.simulator.webhooks.list()).toEqual([]);
  });
});
