import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { zobotResponseSchema } from '@acebuddy/salesiq';
import { eventually } from '@acebuddy/testkit';
import { describe, expect, it } from 'vitest';
import { describeProduct } from './matrix.ts';
import type { Topology } from './topology.ts';

const folder = join(import.meta.dirname, '../../../shared/zoho/samples');
const sample = (name: string) =>
  (JSON.parse(readFileSync(join(folder, `zobot-request-${name}.json`), 'utf8')) as { body: Record<string, object> })
    .body;

let calls = 0;

/** SalesIQ, saying exactly what its documentation shows: every call is a sample, with an id of this chat. */
function createChat(topology: Topology, chatId: string) {
  return async (name: string, text?: string) => {
    calls += 1;
    const body = sample(name);
    const visitor =
      'active_conversation_id' in (body.visitor ?? {})
        ? { ...body.visitor, active_conversation_id: chatId }
        : body.visitor;
    const message = text === undefined ? {} : { message: { text } };
    const request = { ...body.request, id: `${chatId}-${calls}` };
    const response = await fetch(`${topology.url}/webhook/salesiq`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...body, ...message, visitor, request }),
      signal: AbortSignal.timeout(10_000),
    });
    expect(response.status, name).toBe(200);
    const answer = zobotResponseSchema.parse(await response.json());
    return { ...answer, words: JSON.stringify(answer.replies ?? []) };
  };
}

const ticketsOf = (topology: Topology, chatId: string) =>
  topology.zoho.desk.tickets().filter((ticket) => ticket.cf?.cf_salesiq_chat_id === chatId);

describe.skipIf(!existsSync(folder))(
  'what SalesIQ really sends (left out when ../shared/zoho/samples is absent)',
  () => {
    describeProduct('a chat in its samples', (topology) => {
      it('goes from a trigger without an id over a ticket, a card and a file to a rated end', async () => {
        const chatId = '40526000001808101';
        const send = createChat(topology(), chatId);
        expect(await send('trigger')).toMatchObject({ action: 'reply', words: expect.stringContaining('Hi Scott') });
        expect((await send('message-first')).words).toContain('billing');
        expect((await send('message-next', 'We were charged twice for November')).words).toContain('ticket');
        expect(ticketsOf(topology(), chatId)).toHaveLength(1);
        expect((await send('message-attachment')).words).toContain('got your file');
        expect(await send('message-next', "No, that's all")).toMatchObject({ input: { type: 'star-rating' } });
        expect((await send('message-card')).words).toContain('Thank you');
        const comments = () => ticketsOf(topology(), chatId)[0]?.comments.map(({ content }) => content) ?? [];
        await eventually(() => comments().some((content) => content.includes('rated the chat 4 of 5')), 10_000);
        expect(ticketsOf(topology(), chatId)).toHaveLength(1);
      });

      it.each(['failure-offline-hours', 'failure-operators-unavailable', 'failure-too-long'])(
        'answers %s with a reply, never with another hand-over',
        async (failure) => {
          const send = createChat(topology(), `4052600000180-${failure}`);
          await send('message-first', 'my printer is offline');
          await send('message-next', 'I want to talk to a human');
          const answer = await send(failure);
          expect(answer.action).toBe('reply');
          expect(answer.replies?.length).toBeGreaterThan(0);
        },
      );

      it.each(['context-map', 'context-string'])('takes the answers of %s', async (context) => {
        const send = createChat(topology(), `4052600000181-${context}`);
        await send('message-first', 'my printer is offline');
        expect(await send(context)).toMatchObject({ action: 'reply' });
      });

      it('serves a preview, whose id no other interface knows', async () => {
        const chatId = 'botpreview_4711';
        const send = createChat(topology(), chatId);
        await send('message-first', 'the server is slow for everyone since this morning');
        expect(ticketsOf(topology(), chatId)).toHaveLength(1);
      });
    });
  },
);
