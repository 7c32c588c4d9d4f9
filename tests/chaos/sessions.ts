import { z } from 'zod';
import { asAdmin } from './local-key.ts';

const sessionSchema = z.object({
  session: z.object({
    chat_id: z.string(),
    state: z.string(),
    ticket_id: z.string().nullable(),
    ticket_number: z.string().nullable(),
    reference: z.string().nullable(),
    message_count: z.number(),
    messages: z.array(z.object({ role: z.string(), text: z.string(), at: z.string() })),
  }),
});
export type Session = z.infer<typeof sessionSchema>['session'];

/** The product's own view of a chat; null when it knows none. Throws while the product is not up. */
export async function readSession(url: string, id: string): Promise<Session | null> {
  const response = await fetch(`${url}/salesiq/session/${encodeURIComponent(id)}`, {
    signal: AbortSignal.timeout(15_000),
  });
  if (response.status === 404) return null;
  if (response.status !== 200) throw new Error(`session ${id}: ${response.status} ${await response.text()}`);
  return sessionSchema.parse(await response.json()).session;
}

export async function closeSession(url: string, id: string): Promise<void> {
  const response = await fetch(`${url}/salesiq/session/${encodeURIComponent(id)}/close`, {
    method: 'POST',
    signal: AbortSignal.timeout(15_000),
  });
  if (response.status !== 200 && response.status !== 404)
    throw new Error(`closing ${id}: ${response.status} ${await response.text()}`);
}

const lettersSchema = z.object({
  items: z.array(
    z.object({
      service: z.string(),
      id: z.string(),
      kind: z.string(),
      status: z.string(),
      last_error: z.string().nullable(),
    }),
  ),
  unavailable: z.array(z.string()),
});
export type DeadLetter = z.infer<typeof lettersSchema>['items'][number];

/** What was given up; work that only waits is listed, too, and left out here. */
export async function readDeadLetters(url: string): Promise<readonly DeadLetter[]> {
  const response = await fetch(`${url}/admin/dead-letters?limit=200`, {
    headers: asAdmin,
    signal: AbortSignal.timeout(15_000),
  });
  const { items, unavailable } = lettersSchema.parse(await response.json());
  if (unavailable.length > 0) throw new Error(`no dead letters from ${unavailable.join(', ')}`);
  return items.filter(({ status }) => status === 'dead');
}

const deliveriesSchema = z.object({ items: z.array(z.looseObject({ id: z.string() })), next: z.string().nullable() });

/** Every mail that notifications has taken, as an administrator sees it, a line each. */
export async function readDeliveries(url: string): Promise<readonly string[]> {
  const lines: string[] = [];
  for (let after: string | null = ''; after !== null; ) {
    const query = after === '' ? '' : `&after=${encodeURIComponent(after)}`;
    const response = await fetch(`${url}/admin/deliveries?limit=200${query}`, {
      headers: asAdmin,
      signal: AbortSignal.timeout(15_000),
    });
    const { items, next } = deliveriesSchema.parse(await response.json());
    lines.push(...items.map((item) => JSON.stringify(item)));
    after = next;
  }
  return lines;
}

/** As an administrator would, from the list of what was given up. */
export async function retryDeadLetter(url: string, { service, id }: DeadLetter): Promise<void> {
  await fetch(`${url}/admin/dead-letters/${service}/${encodeURIComponent(id)}/retry`, {
    method: 'POST',
    headers: asAdmin,
    signal: AbortSignal.timeout(15_000),
  });
}
