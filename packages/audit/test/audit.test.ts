import { createLogger } from '@acebuddy/service-kit';
import type { Database } from '@acebuddy/storage';
import { describeStores } from '@acebuddy/storage/testing';
import { describe, expect, test } from 'vitest';
import { openAudit } from '../src/index.ts';

const keys = [{ id: 'k1', key: new Uint8Array(32).fill(3) }] as const;
const newer = [{ id: 'k2', key: new Uint8Array(32).fill(4) }, ...keys] as const;
const logger = createLogger({ name: 'test', level: 'silent' });
const trail = (database: Database, encryptionKeys: typeof keys | typeof newer = keys) =>
  openAudit({ chain: 'test', database, encryptionKeys, now: () => new Date('2026-11-23T09:00:00.000Z'), logger });

async function destroy(database: Database, seq: number): Promise<void> {
  if (database.kind === 'mongo') await database.db.collection('audit').updateOne({ seq }, { $set: { entry: 'x' } });
  else {
    database.db.exec('DROP TRIGGER IF EXISTS audit_no_update');
    database.db.prepare("UPDATE audit SET body = '{' WHERE seq = ?").run(seq);
  }
}

async function renumber(database: Database, seq: number, to: number): Promise<void> {
  if (database.kind === 'mongo') await database.db.collection('audit').updateOne({ seq }, { $set: { seq: to } });
  else {
    database.db.exec('DROP TRIGGER IF EXISTS audit_no_update');
    database.db.prepare('UPDATE audit SET seq = ? WHERE seq = ?').run(to, seq);
  }
}

const event = (subject: string) =>
  ({ kind: 'ticket_created', subject, details: { number: '101', b: 1, a: null } }) as const;

/** What somebody with the store's password could do. */
async function tamper(database: Database, seq: number, change: 'remove' | ((body: string) => string)): Promise<void> {
  if (database.kind === 'sqlite') {
    database.db.exec('DROP TRIGGER IF EXISTS audit_no_update; DROP TRIGGER IF EXISTS audit_no_delete;');
    if (change === 'remove') database.db.prepare('DELETE FROM audit WHERE seq = ?').run(seq);
    else {
      const body = String(database.db.prepare('SELECT body FROM audit WHERE seq = ?').get(seq)?.body);
      database.db.prepare('UPDATE audit SET body = ? WHERE seq = ?').run(change(body), seq);
    }
    return;
  }
  const entries = database.db.collection('audit');
  if (change === 'remove') await entries.deleteOne({ seq });
  else {
    const found = await entries.findOne({ seq });
    await entries.updateOne({ seq }, { $set: { entry: JSON.parse(change(JSON.stringify(found?.entry))) } });
  }
}

describeStores('an audit trail', (open, again) => {
  test('keeps what was told, in order and page by page', async () => {
    const audit = await trail(await open());
    for (const subject of ['a', 'b', 'c']) await audit.append(event(subject));
    const first = await audit.list({ after: 0, limit: 2 });
    expect(first.items.map(({ subject, seq }) => [subject, seq])).toEqual([
      ['a', 1],
      ['b', 2],
    ]);
    expect((await audit.list({ after: first.next ?? 0, limit: 2 })).items.map(({ subject }) => subject)).toEqual(['c']);
    expect(await audit.verify({})).toMatchObject({ entries: 3, problems: [], unsealed: 0, head: { seq: 3 } });
  });

  test('is read by subject, with its parts, the newest hundred, oldest first', async () => {
    const database = await open();
    const audit = await trail(database);
    for (const subject of ['c', 'c2', 'c|work:1', 'c#ticket:run-1', 'd', 'c']) await audit.append(event(subject));
    const subjects = async (subject: string) =>
      (await audit.about(subject)).items.map((item) => [item.seq, item.subject]);
    expect(await subjects('c')).toEqual([
      [1, 'c'],
      [3, 'c|work:1'],
      [4, 'c#ticket:run-1'],
      [6, 'c'],
    ]);
    expect(await subjects('c|work:1')).toEqual([[3, 'c|work:1']]);
    expect(await subjects('e')).toEqual([]);
    for (let more = 0; more < 101; more += 1) await audit.append(event('d'));
    const { items } = await audit.about('d');
    expect([items.length, items[0]?.seq, items.at(-1)?.seq]).toEqual([100, 8, 107]);
  });

  test('whose text is destroyed is still read by the subjects of the rest', async () => {
    const database = await open();
    const audit = await trail(database);
    for (const subject of ['a', 'a']) await audit.append(event(subject));
    await destroy(database, 1);
    expect((await audit.about('a')).items.map(({ seq }) => seq)).toEqual([2]);
  });

  test('is one chain without gaps when replicas write at once', async () => {
    const database = await open();
    const replicas = await Promise.all([trail(database), trail(await again(database)), trail(await again(database))]);
    await Promise.all(Array.from({ length: 60 }, (_, index) => replicas[index % 3]?.append(event(`subject-${index}`))));
    const report = await replicas[0]?.verify({});
    expect(report).toMatchObject({ entries: 60, problems: [] });
  });

  test('tells an event with a key once, also to another replica', async () => {
    const database = await open();
    const [one, other] = [await trail(database), await trail(await again(database))];
    for (const audit of [one, other, one]) await audit.append({ ...event('a'), key: 'created:1' });
    await one.append(event('b'));
    expect(await one.verify({})).toMatchObject({ entries: 2, problems: [] });
  });

  describe('shows', () => {
    test.each([
      ['an altered fact', (body: string) => body.replace('101', '999'), 'it was altered'],
      ['an altered time', (body: string) => body.replace('09:00:00', '10:00:00'), 'it was altered'],
      ['an altered hash', (body: string) => body.replace(/"hash":"..../, '"hash":"0000'), 'it was altered'],
      [
        'a seal of another key',
        (body: string) => body.replace(/"seal":"k1\.../, '"seal":"k1.__'),
        'its seal is not ours',
      ],
    ])('%s', async (_what, change, problem) => {
      const database = await open();
      const audit = await trail(database);
      for (const subject of ['a', 'b', 'c']) await audit.append(event(subject));
      await tamper(database, 2, change);
      const { problems } = await audit.verify({});
      expect(problems).toContainEqual({ seq: 2, problem });
    });

    test.each([
      [
        'a kind that there is not',
        (body: string) => body.replace('"ticket_created"', '"ticket_creatad"'),
        'it was altered',
      ],
      [
        'details that are none',
        (body: string) => body.replace('"details":{', '"details":[],"x":{'),
        'it was altered: its "details" cannot be read any more',
      ],
    ])('%s, and checks the rest', async (_what, change, problem) => {
      const database = await open();
      const audit = await trail(database);
      for (const subject of ['a', 'b', 'c', 'd']) await audit.append(event(subject));
      await tamper(database, 2, change);
      await tamper(database, 4, (body) => body.replace('"subject":"d"', '"subject":"e"'));
      const report = await audit.verify({});
      expect(report.entries).toBe(4);
      expect(report.problems).toEqual([
        { seq: 2, problem },
        { seq: 4, problem: 'it was altered' },
      ]);
      const page = await audit.list({ after: 0, limit: 4 });
      expect(page.items.map(({ seq }) => seq)).toEqual([1, 3, 4]);
      expect(page.damaged.map(({ seq }) => seq)).toEqual([2, 4]);
      expect(page.next).toBe(4);
    });

    test('what is left of an entry whose text is destroyed, and goes on behind it', async () => {
      const database = await open();
      const audit = await trail(database);
      for (const subject of ['a', 'b']) await audit.append(event(subject));
      await destroy(database, 2);
      await (await trail(database)).append(event('c'));
      const { problems, entries } = await audit.verify({});
      expect(entries).toBe(3);
      expect(problems).toEqual([{ seq: 2, problem: 'it was altered: it cannot be read any more' }]);
    });

    test('a changed number, whether it is the last one or not', async () => {
      const database = await open();
      const audit = await trail(database);
      for (const subject of ['a', 'b', 'c']) await audit.append(event(subject));
      await renumber(database, 3, 1_003);
      expect((await audit.verify({})).problems).toEqual([
        { seq: 1_003, problem: 'its number was changed: it was written as entry 3' },
      ]);
      expect((await audit.list({ after: 0, limit: 10 })).damaged.map(({ seq }) => seq)).toEqual([1_003]);
      await renumber(database, 1, 500);
      expect((await audit.verify({})).problems).toContainEqual({
        seq: 500,
        problem: 'its number was changed: it was written as entry 1',
      });
    });

    test('an entry of a newer release as such, without calling it altered', async () => {
      const database = await open();
      const audit = await trail(database);
      await audit.append({ ...event('a'), kind: 'of_tomorrow' as 'ticket_created' });
      await audit.append(event('b'));
      expect((await audit.verify({})).problems).toEqual([]);
      const page = await audit.list({ after: 0, limit: 10 });
      expect(page.items.map(({ subject }) => subject)).toEqual(['b']);
      expect(page.damaged).toEqual([{ seq: 1, problem: 'it is of a kind that only a newer release knows' }]);
    });

    test('a missing entry', async () => {
      const database = await open();
      const audit = await trail(database);
      for (const subject of ['a', 'b', 'c']) await audit.append(event(subject));
      await tamper(database, 2, 'remove');
      expect((await audit.verify({})).problems).toEqual([{ seq: 2, problem: '1 entries are missing' }]);
    });

    test('a trail that was cut short, to whoever noted its head', async () => {
      const database = await open();
      const audit = await trail(database);
      for (const subject of ['a', 'b', 'c']) await audit.append(event(subject));
      const { head } = await audit.verify({});
      await tamper(database, 3, 'remove');
      expect((await audit.verify({})).problems).toEqual([]);
      expect((await audit.verify({ expected: head ?? undefined })).problems).toHaveLength(1);
    });
  });

  test('that was cut by a restore is told from one that was cut by somebody', async () => {
    const database = await open();
    const audit = await trail(database);
    await audit.append(event('kept'));
    await audit.append({ kind: 'store_restored', subject: 'test', details: { backupOf: '2026-11-23T08:00:00.000Z' } });
    const noted = { seq: 2, hash: '0'.repeat(64) };
    expect(await audit.verify({ expected: noted })).toMatchObject({
      problems: [],
      notes: [expect.stringContaining('put back from a backup of 2026-11-23T08:00:00.000Z: entries 2 to 2')],
    });
    // What was noted before the backup must still be there, and who has not the keys cannot write such an entry.
    expect((await audit.verify({ expected: { ...noted, seq: 1 } })).problems).toHaveLength(1);
    await tamper(database, 2, (body) => body.replace(/"seal":"k1\.[^"]*"/, '"seal":"k1.AAAA"'));
    expect((await audit.verify({ expected: noted })).problems.map(({ problem }) => problem)).toContain(
      'the entry that was noted earlier is not there',
    );
  });

  test('goes on under a new key, and is checked as far as keys are there', async () => {
    const database = await open();
    await (await trail(database)).append(event('old'));
    const rotated = await trail(database, newer);
    await rotated.append(event('new'));
    expect(await rotated.verify({})).toMatchObject({ entries: 2, unsealed: 0, problems: [] });
    const withoutNew = await trail(database);
    expect(await withoutNew.verify({})).toMatchObject({ entries: 2, unsealed: 1, problems: [] });
  });
});

test('an entry that cannot be written stops who must be noticed, and is logged for the rest', async () => {
  const { createAudit } = await import('../src/audit.ts');
  const { createSealer } = await import('../src/chain.ts');
  const refusing = async () => Promise.reject(new Error('down'));
  const audit = createAudit({
    chain: 'test',
    store: { last: refusing, insert: refusing, after: refusing, about: refusing },
    sealer: createSealer(keys),
    now: () => new Date(),
    logger,
  });
  await expect(audit.append(event('a'))).rejects.toThrow('down');
  await expect(audit.record(event('a'))).resolves.toBeUndefined();
});
