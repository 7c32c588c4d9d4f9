import { appendFile, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startDesk } from '../harness/desk-under-test.ts';
import { unwrap } from '../harness/results.ts';

const ticket = {
  subject: 'Help',
  description: { text: 'x' },
  contact: { name: 'Carol', email: 'carol@zylker.example' },
};

async function journal() {
  const folder = await mkdtemp(join(tmpdir(), 'desk-journal-'));
  return { file: join(folder, 'desk.jsonl'), [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
}

it('keeps everything over a restart and goes on with the next number', async () => {
  await using kept = await journal();
  const before = await startDesk({ journalFile: kept.file });
  const { id } = unwrap(await before.desk.createTicket(ticket));
  unwrap(await before.desk.createComment(id, { content: 'hello', isPublic: true }));
  unwrap(await before.desk.associateTags(id, ['chatbot']));
  unwrap(await before.desk.createCall(id, { subject: 'Call', startsAt: '2026-12-01T09:00:00.000Z' }));
  const file = { name: 'a.txt', contentType: 'text/plain', bytes: new TextEncoder().encode('a') };
  unwrap(await before.desk.uploadAttachment(id, file));
  unwrap(await before.desk.updateTicket(id, { status: 'Closed' }));
  const tickets = before.simulator.tickets();
  await before.simulator.close();

  await using after = await startDesk({ journalFile: kept.file });
  const withoutOrigin = (value: unknown) =>
    JSON.parse(JSON.stringify(value).replaceAll(/http:\/\/127\.0\.0\.1:\d+/g, ''));
  const strip = (all: typeof tickets) => withoutOrigin(all.map(({ version: _version, ...rest }) => rest));
  expect(strip(after.simulator.tickets())).toEqual(strip(tickets));
  expect(unwrap(await after.desk.createTicket(ticket))).toMatchObject({ ticketNumber: '102' });
  expect(after.simulator.contacts().filter((one) => one.email === 'carol@zylker.example')).toHaveLength(1);
  expect(unwrap(await after.desk.findByNumber('101'))?.id).toBe(id);
});

it('has written a ticket before its answer goes out: a kill loses nothing that was told', async () => {
  await using kept = await journal();
  await using killed = await startDesk({ journalFile: kept.file });
  unwrap(await killed.desk.createTicket(ticket));
  // The first is still running; a second reads what is on the disk.
  await using survivor = await startDesk({ journalFile: kept.file });
  expect(survivor.simulator.tickets()).toHaveLength(1);
});

it('starts over a torn last line', async () => {
  await using kept = await journal();
  const before = await startDesk({ journalFile: kept.file });
  unwrap(await before.desk.createTicket(ticket));
  await before.simulator.close();
  await appendFile(kept.file, '{"kind":"ticket","record":{"id":"18920');
  await using after = await startDesk({ journalFile: kept.file });
  expect(after.simulator.tickets()).toHaveLength(1);
});

it('drops old versions when it opens, and is for its owner only', async () => {
  await using kept = await journal();
  const before = await startDesk({ journalFile: kept.file });
  const { id } = unwrap(await before.desk.createTicket(ticket));
  for (const status of ['On Hold', 'Open', 'On Hold', 'Closed']) {
    unwrap(await before.desk.updateTicket(id, { status }));
  }
  await before.simulator.close();
  const { size } = await stat(kept.file);
  const after = await startDesk({ journalFile: kept.file });
  await after.simulator.close();
  const compacted = await stat(kept.file);
  expect(compacted.size).toBeLessThan(size / 2);
  expect(compacted.mode & 0o077).toBe(0);
});
