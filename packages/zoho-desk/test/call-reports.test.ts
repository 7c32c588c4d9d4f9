import { expect, it } from 'vitest';
import type { CallReport, NewTicket } from '../src/index.ts';
import { startDesk } from './harness/desk-under-test.ts';

const ticket: NewTicket = {
  subject: 'Cannot log in',
  description: { text: 'It says no.' },
  contact: { name: 'Carol Baker', email: 'carol@zylker.example' },
};

it('tells the caller of each HTTP request by method and template, and of nobody else’s', async () => {
  await using world = await startDesk();
  const mine: CallReport[] = [];
  const onCall = (report: CallReport) => void mine.push(report);
  const created = await world.desk.createTicket(ticket, { onCall });
  const id = created.ok ? created.value.id : '';
  await world.desk.getTicket(id);
  await world.desk.createComment(id, { content: 'for carol@zylker.example', isPublic: false }, { onCall });
  await world.desk.listOfContact(
    'carol@zylker.example',
    { since: '2026-01-01T00:00:00Z', until: '2027-01-01T00:00:00Z' },
    { onCall },
  );
  expect(mine.map(({ method, path, status, outcome }) => [method, path, status, outcome])).toEqual([
    ['POST', '/tickets', 200, 'ok'],
    ['POST', '/tickets/{id}/comments', 200, 'ok'],
    ['GET', '/contacts/search', 200, 'ok'],
    ['GET', '/contacts/{id}/tickets', 200, 'ok'],
  ]);
  expect(JSON.stringify(mine)).not.toContain('zylker');
  expect(JSON.stringify(mine)).not.toContain(id);
});

it('tells of repeats, and of requests without an answer', async () => {
  await using world = await startDesk({}, { random: () => 0 });
  const mine: CallReport[] = [];
  const options = { onCall: (report: CallReport) => void mine.push(report), timeoutMs: 3_000 };
  world.simulator.addFault({ kind: 'concurrency', operations: ['createTicket'], times: 1 });
  world.simulator.addFault({ kind: 'reset_before', operations: ['createTicket'], times: 1 });
  await world.desk.createTicket(ticket, options);
  expect(mine.map(({ path, status, outcome }) => [path, status, outcome])).toEqual([
    ['/tickets', 429, 'throttled'],
    ['/tickets', null, 'unknown_outcome'],
  ]);
  expect(mine.every(({ startedAt, durationMs }) => startedAt > 0 && durationMs >= 0)).toBe(true);
  expect(world.desk.usage()).toMatchObject({ tokenOk: null, silence: { since: expect.any(Number) }, concurrency: 4 });
});
