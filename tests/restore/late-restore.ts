import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createLogger } from '@acebuddy/service-kit';
import {
  markRestored,
  openKeeping,
  restoreBackup,
  restoredLines,
  takeBackup,
  verifyTrails,
} from '@acebuddy/standalone';
import { startMailCatcher } from '@acebuddy/testkit/servers';
import { startMongo } from '../chaos/mongo.ts';
import { startZoho } from '../chaos/zoho.ts';
import { copyMongo } from './mongo-copy.ts';
import { createPeople, hearNumber, type Person, talk } from './people.ts';
import { environmentOf, type ProductEnvironment, startProductOn, type Topology } from './product.ts';

export interface LateRestoreOptions {
  readonly store: 'SQLite' | 'MongoDB';
  readonly topology: Topology;
  /** False: nobody says that the store was put back. */
  readonly isMarked: boolean;
  /** Customers of each group. */
  readonly people: number;
  /** From the backup to the kill, milliseconds. More than half a minute where nobody marks it. */
  readonly lateMs: number;
  /** Short times of looking for what Desk did. */
  readonly isQuick: boolean;
  readonly say?: (line: string) => void;
}

export interface LateRestoreReport {
  readonly customers: number;
  readonly tickets: number;
  readonly secondTickets: number;
  readonly missingTickets: number;
  readonly secondContacts: number;
  readonly secondComments: number;
  readonly secondCalls: number;
  /** People who were told another number after the restore than before. */
  readonly otherNumbers: number;
  /** Mails that were due at the backup and are listed for a person; how many of them went out again by themselves. */
  readonly parkedMails: number;
  readonly repeatedMails: number;
  /** Tickets of those who never came back, and how many of them are listed. */
  readonly unknownTickets: number;
  readonly listedTickets: number;
  /** What verifying the trails found wrong. */
  readonly trailProblems: readonly string[];
  /** What those were told who have more than one ticket, or were told more than one number. */
  readonly dialogues: readonly string[];
}

const prefix = 'chaos';

/**
 * Customers talk; a backup is taken beside it; they go on, others come; the product is killed; the old backup is put back; and
 * the same customers go on with the store that knows nothing of the time between. Null without a MongoDB test server.
 */
export async function restoreLate(options: LateRestoreOptions): Promise<LateRestoreReport | null> {
  const { store, topology, isMarked, people, lateMs, isQuick, say = () => undefined } = options;
  const mongo = store === 'MongoDB' ? await startMongo(process.env) : null;
  if (store === 'MongoDB' && mongo === null) return null;
  const root = await mkdtemp(join(tmpdir(), 'acebuddy-restore-'));
  const [zoho, mail] = await Promise.all([startZoho(Math.random), startMailCatcher()]);
  const base = { ...environmentOf(zoho, mail, isQuick), MONGODB_URI: mongo?.uri };
  const before: ProductEnvironment = { ...base, DATA_DIR: join(root, 'before') };
  const after: ProductEnvironment = { ...base, DATA_DIR: join(root, 'after') };
  const address = { url: '' };
  let product = await startProductOn(topology, before);
  try {
    address.url = product.url;
    const [finished, midway, late, waiting, gone, fresh] = (
      ['finished', 'midway', 'late', 'waiting', 'gone', 'fresh'] as const
    ).map((name) => createPeople(address, name, people)) as [
      Person[],
      Person[],
      Person[],
      Person[],
      Person[],
      Person[],
    ];
    say('before the backup');
    await together(finished, (one) => talk(one, address));
    await together(midway, (one) => talk(one, address, 2));
    const asked = midway.map(({ last }) => last);
    // Their mails are due when the backup is taken, and go out soon after.
    mail.failNext({ at: 'rcpt', code: 451, times: people * 2 * 3 });
    await together(waiting, (one) => talk(one, address));
    const backup = join(root, 'backup');
    const takenAt = performance.now();
    const copy = mongo === null ? null : await copyMongo(mongo.uri, prefix);
    if (copy === null) await takeBackup({ env: before, target: backup, withKeys: false });
    say('after the backup, in the time that will be lost');
    await together([...midway, ...late, ...gone], (one) => talk(one, address));
    await arrived(() => waiting.every(({ customer }) => mail.messages().some(({ to }) => to.includes(customer.email))));
    await wait(Math.max(0, lateMs - (performance.now() - takenAt)));
    const mailsBefore = countMails(mail.messages(), waiting);
    await product.kill();
    say(`killed; the backup is ${Math.round((performance.now() - takenAt) / 1_000)} s old`);
    if (copy !== null) {
      await copy.putBack();
      // Services that were killed a moment ago count as running.
      if (isMarked) await markRestored({ env: after, now: () => new Date(Date.now() + 31_000) });
    } else if (isMarked) await restoreBackup({ env: after, source: backup });
    else await cp(backup, join(root, 'after'), { recursive: true });
    product = await startProductOn(topology, after);
    address.url = product.url;
    say('the same customers go on');
    // Those who were in the middle answer the same question; those whom nobody knows any more tell their problem again.
    for (const [index, one] of midway.entries()) one.last = asked[index] ?? null;
    for (const one of late) one.last = null;
    await together([...midway, ...late, ...fresh], (one) => talk(one, address));
    await together(finished, (one) => hearNumber(one, address));
    const isLooked = async () => (await restoredLines(after)).some((line) => line.includes('Desk was looked through'));
    await arrived(isLooked, 480_000);
    const parkedMails = (await restoredLines(after)).filter((line) => /^ {2}notifications {2}mail /.test(line)).length;
    const lines = await restoredLines(after);
    // Whatever would go out by itself is given the time to.
    await wait(isQuick ? 4_000 : 60_000);
    const mailsAfter = countMails(mail.messages(), waiting);
    const listed = gone.filter(({ told }) =>
      [...told].some((number) => lines.some((line) => line.includes(`#${number} `))),
    );
    return {
      ...(await countDesk(zoho, [...finished, ...midway, ...late, ...waiting, ...gone, ...fresh])),
      parkedMails,
      repeatedMails: mailsAfter - mailsBefore,
      unknownTickets: gone.length,
      listedTickets: listed.length,
      trailProblems: await trailProblems(after, root),
    };
  } finally {
    await product.stop();
    await Promise.race([Promise.allSettled([zoho.close(), mail.close(), mongo?.close()]), wait(5_000)]);
    await rm(root, { recursive: true, force: true });
  }
}

async function together(people: readonly Person[], act: (person: Person) => Promise<void>): Promise<void> {
  await Promise.all(people.map(act));
}

async function arrived(isThere: () => boolean | Promise<boolean>, msMax = 120_000): Promise<void> {
  const endsAt = performance.now() + msMax;
  while (!(await isThere())) {
    if (performance.now() > endsAt) throw new Error(`waited in vain for ${isThere.toString()}`);
    await wait(500);
  }
}

type Mails = readonly { readonly to: string | readonly string[] }[];

function countMails(mails: Mails, people: readonly Person[]): number {
  return mails.filter(({ to }) => people.some(({ customer }) => to.includes(customer.email))).length;
}

type Zoho = Awaited<ReturnType<typeof startZoho>>;

async function countDesk({ desk }: Zoho, people: readonly Person[]) {
  const tickets = desk.tickets();
  const emails = tickets.map(({ email }) => email ?? '');
  const extra = (values: readonly string[]) => values.length - new Set(values).size;
  const counts = tickets.map((ticket) => ({
    comments: extra(ticket.comments.map(({ content }) => content)),
    calls: Math.max(0, ticket.calls.length - 1),
  }));
  return {
    customers: people.length,
    tickets: tickets.length,
    secondTickets: extra(emails),
    missingTickets: people.filter(({ customer }) => !emails.includes(customer.email)).length,
    secondContacts: extra(desk.contacts().map(({ email }) => email ?? '')),
    secondComments: counts.reduce((sum, { comments }) => sum + comments, 0),
    secondCalls: counts.reduce((sum, { calls }) => sum + calls, 0),
    dialogues: people
      .filter(({ told, customer }) => told.size > 1 || emails.filter((email) => email === customer.email).length > 1)
      .map(({ dialogue }) => dialogue.join('\n')),
    otherNumbers: people.filter(({ told }) => told.size > 1).length,
  };
}

async function trailProblems(env: ProductEnvironment, root: string): Promise<readonly string[]> {
  const { stores, keys, close } = await openKeeping(env);
  try {
    const logger = createLogger({ name: 'late-restore', level: 'error' });
    const reports = await verifyTrails({ stores, keys, logger, headsFile: join(root, 'heads.json') });
    return reports.flatMap(({ chain, problems }) => problems.map(({ problem }) => `${chain}: ${problem}`));
  } finally {
    await close();
  }
}
