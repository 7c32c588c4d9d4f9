import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseConfig } from '@acebuddy/service-kit';
import { type Product, standaloneConfigSchema, startProduct } from '@acebuddy/standalone';
import { captureLogs, eventually, startMailCatcher } from '@acebuddy/testkit';
import { expect, onTestFinished, test } from 'vitest';
import { type Customer, createCustomer, playToTicket } from '../e2e/customer.ts';
import type { Topology } from '../e2e/topology.ts';

/** The product in this process, its log, and the mails as a server gets them; `start` again is a restart. */
async function openProduct() {
  const dataDir = await mkdtemp(join(tmpdir(), 'acebuddy-search-'));
  const mail = await startMailCatcher();
  const { logger, lines } = captureLogs();
  const running = new Set<Product>();
  onTestFinished(async () => {
    for (const product of running) await product.close();
    await mail.close();
    await rm(dataDir, { recursive: true, force: true });
  });
  const config = parseConfig(standaloneConfigSchema, { PORT: '0', DATA_DIR: dataDir, SMTP_URL: mail.url });
  const start = async () => {
    const product = await startProduct(config, logger);
    running.add(product);
    const stop = async () => {
      running.delete(product);
      await product.close();
    };
    return {
      product,
      stop,
      topology: { ...product, zoho: product.simulation, mails: () => [] } as unknown as Topology,
    };
  };
  /** What a search of the log for this id finds of calls to others. */
  const search = (requestId: string) =>
    lines.flatMap(({ requestId: id, msg, system, method, path, status, outcome }) =>
      id === requestId && msg === 'outside call' ? [`${system} ${method} ${path} ${status ?? '-'} ${outcome}`] : [],
    );
  return { start, search, lines, mails: () => mail.messages() };
}

const ticketMade = 'desk POST /tickets 200 ok';
const mailSent = 'smtp SEND mail 250 sent';

function lastOf({ requestIds }: Customer): string {
  return requestIds.at(-1) ?? 'none';
}

test('the id of the answer finds every call to Desk and every mail that the message led to', async () => {
  const { start, search, lines, mails } = await openProduct();
  const { topology } = await start();
  const customer = createCustomer(topology);
  await playToTicket(topology, customer, 'my printer shows offline');
  // On a slow machine she is told the number a message later.
  const requestId = await eventually(() => customer.requestIds.find((id) => search(id).includes(ticketMade)), 10_000);
  expect(new Set(customer.requestIds).size).toBe(customer.requestIds.length);
  await eventually(() => search(requestId).includes(mailSent), 10_000);
  expect(search(requestId)).toContain(ticketMade);
  // The transcript follows the ticket, by another worker, after the answer.
  await eventually(() => search(requestId).some((call) => /^desk POST .*comments 200 ok$/.test(call)), 10_000);
  expect(lines.some(({ requestId: id, msg }) => id === requestId && msg === 'request')).toBe(true);
  const ids = mails().map(({ headers }) => headers['x-acebuddy-request']);
  expect(ids.length).toBeGreaterThan(0);
  expect(ids).toContain(requestId);
  for (const id of ids) expect(customer.requestIds).toContain(id);
});

test('it still does when the ticket was made after an outage, and by another process', async () => {
  const { start, search, mails } = await openProduct();
  const first = await start();
  first.product.simulation?.desk.addFault({ kind: 'concurrency' });
  const customer = createCustomer(first.topology);
  await playToTicket(first.topology, customer, 'windows update keeps failing on my laptop', [], 'promise');
  const requestId = lastOf(customer);
  await eventually(() => search(requestId).some((call) => /^desk POST \/tickets 429/.test(call)), 10_000);
  await first.stop();
  expect(search(requestId)).not.toContain(ticketMade);
  const second = await start();
  await eventually(() => (second.product.simulation?.desk.tickets() ?? []).length > 0, 90_000);
  await eventually(() => search(requestId).includes(mailSent), 30_000);
  expect(search(requestId).some((call) => /^desk .* 200 ok$/.test(call))).toBe(true);
  expect(mails().map(({ headers }) => headers['x-acebuddy-request'])).toContain(requestId);
}, 150_000);
