import { expect, it } from 'vitest';
import { z } from 'zod';
import { createCustomer } from '../e2e/customer.ts';
import { describeProduct } from '../e2e/matrix.ts';

const key = 'an-admin-of-distributed-tests';
const resultOf = <T extends z.ZodType>(data: T) => z.object({ result: z.object({ data }) });
const rowSchema = z.object({ conversationId: z.string(), visitorName: z.string().nullable() });
const listSchema = resultOf(z.object({ items: z.array(rowSchema) }));
const chatSchema = resultOf(
  z.object({
    row: rowSchema,
    turns: z.array(z.object({ lines: z.array(z.object({ role: z.string(), text: z.string() })) })),
    audit: z.array(z.object({ chain: z.string() })),
    unavailable: z.array(z.string()),
  }),
);
const systemSchema = resultOf(
  z.object({ checks: z.array(z.object({ ok: z.boolean() })), versions: z.record(z.string(), z.string()) }),
);

describeProduct(
  'the console',
  (topology) => {
    it('knows by key who signs in, lists the chats and shows one, each part from the process that has it', async () => {
      const customer = createCustomer(topology(), { name: 'Nadia Quist', email: 'nadia@quist.example' });
      await customer.say('my printer shows offline');
      const entry = await fetch(`${topology().url}/console/login`, {
        method: 'POST',
        body: new URLSearchParams({ key, next: '/console/work' }),
        redirect: 'manual',
      });
      expect([entry.status, entry.headers.get('location')]).toEqual([303, '/console/work']);
      const cookie = entry.headers.getSetCookie()[0]?.split(';')[0] ?? '';
      const ask = async (procedure: string, input: object) => {
        const response = await fetch(`${topology().url}/console/api/${procedure}`, {
          method: 'POST',
          headers: { cookie, 'content-type': 'application/json' },
          body: JSON.stringify(input),
        });
        expect([procedure, response.status]).toEqual([procedure, 200]);
        return response.json();
      };
      const { items } = listSchema.parse(await ask('conversations.list', { limit: 10 })).result.data;
      const row = items.find(({ visitorName }) => visitorName === 'Nadia Quist');
      const { conversationId = '' } = row ?? {};
      const chat = chatSchema.parse(await ask('conversations.get', { conversationId })).result.data;
      expect(chat.unavailable).toEqual([]);
      const said = chat.turns.flatMap(({ lines }) => lines);
      expect(said).toContainEqual(expect.objectContaining({ role: 'customer', text: 'my printer shows offline' }));
      const { checks, versions } = systemSchema.parse(await ask('system.get', {})).result.data;
      expect(checks.every(({ ok }) => ok)).toBe(true);
      expect(Object.keys(versions).sort()).toEqual(['conversation', 'gateway', 'notifications', 'ticketing']);
    });
  },
  { API_KEYS: `admin:${key}` },
);
