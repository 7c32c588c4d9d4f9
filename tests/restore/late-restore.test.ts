import { expect, it } from 'vitest';
import { restoreLate } from './late-restore.ts';

/** The short form: seconds late instead of ten minutes, one topology. The whole: `pnpm test:release --only restore`. */
it('a store put back in the middle of traffic makes no second ticket, contact, comment or call, and sends no mail by itself', async () => {
  const report = await restoreLate({
    store: 'SQLite',
    topology: 'standalone',
    isMarked: true,
    people: 1,
    lateMs: 0,
    isQuick: true,
  });
  expect(report).toMatchObject({
    customers: 6,
    tickets: 6,
    secondTickets: 0,
    missingTickets: 0,
    secondContacts: 0,
    secondComments: 0,
    secondCalls: 0,
    otherNumbers: 0,
    repeatedMails: 0,
    unknownTickets: 1,
    listedTickets: 1,
    trailProblems: [],
    dialogues: [],
  });
  expect(report?.parkedMails).toBeGreaterThan(0);
}, 240_000);
