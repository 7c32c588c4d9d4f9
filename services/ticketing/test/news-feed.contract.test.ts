import { requestIdSchema } from '@acebuddy/contracts';
import { describeStores } from '@acebuddy/testkit';
import { expect, it } from 'vitest';
import { openStores } from '../src/adapters/open-stores.ts';
import type { NewNews, NewsFeed } from '../src/ports.ts';
import { testCipher } from './harness.ts';

const status = (key: string, text = 'Closed'): NewNews => ({
  key,
  ticketId: '1892000000042001',
  requestId: requestIdSchema.parse('chat-1/run-1'),
  at: '2026-11-23T09:00:00.000Z',
  news: { kind: 'status', status: text, statusType: null },
});

describeStores('the news feed', (open, again) => {
  const openFeeds = async (at = { now: 1_000 }): Promise<{ feed: NewsFeed; replica: NewsFeed }> => {
    const now = () => new Date(at.now);
    const database = await open();
    const { feed } = await openStores({ database, cipher: testCipher, now });
    const { feed: replica } = await openStores({ database: await again(database), cipher: testCipher, now });
    return { feed, replica };
  };

  it('gives back what was put in, numbered from 1, from any number on', async () => {
    const { feed } = await openFeeds();
    for (const key of ['a', 'b', 'c']) expect(await feed.append(status(key, key))).toBe(true);
    const { key: _, ...first } = status('a', 'a');
    expect((await feed.read(0, 10))[0]).toEqual({ ...first, seq: 1 });
    expect((await feed.read(1, 1)).map(({ seq }) => seq)).toEqual([2]);
    expect(await feed.read(3, 10)).toEqual([]);
  });

  it('gives up what agents wrote for some requests, and keeps numbers, other news and other requests', async () => {
    const { feed, replica } = await openFeeds();
    const comment = (key: string, requestId: string): NewNews => ({
      ...status(key),
      requestId: requestIdSchema.parse(requestId),
      news: { kind: 'comment', commentId: key, author: 'Jade', text: `words ${key}` },
    });
    await feed.append(comment('a', 'chat-1#t'));
    await feed.append(comment('b', 'chat-2#t'));
    await feed.append(status('c'));
    await feed.append(comment('d', 'chat-1#t'));
    expect(await replica.erase((requestId) => requestId.startsWith('chat-1#'))).toBe(2);
    expect(await replica.erase((requestId) => requestId.startsWith('chat-1#'))).toBe(0);
    const items = await feed.read(0, 10);
    expect(items.map(({ seq, news }) => [seq, news.kind])).toEqual([
      [1, 'created'],
      [2, 'comment'],
      [3, 'status'],
      [4, 'created'],
    ]);
    expect(JSON.stringify(items)).not.toMatch(/words [ad]|Jade.*Jade/);
    expect(await feed.append(comment('a', 'chat-1#t'))).toBe(false);
  });

  it('tells a fact once, however often and from wherever it is put in', async () => {
    const { feed, replica } = await openFeeds();
    const added = await Promise.all(
      Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? feed : replica).append(status('same'))),
    );
    expect(added.filter(Boolean)).toHaveLength(1);
    expect(await feed.read(0, 10)).toHaveLength(1);
  });

  it('never shows a number before the ones below it, with many writers and a reader that only moves on', async () => {
    const { feed, replica } = await openFeeds();
    const facts = 60;
    const seen: number[] = [];
    let writing = true;
    const reader = async (): Promise<void> => {
      for (;;) {
        const last = !writing;
        const items = await replica.read(seen.at(-1) ?? 0, 7);
        seen.push(...items.map(({ seq }) => seq));
        if (last && items.length === 0) return;
        await new Promise((resolve) => setImmediate(resolve));
      }
    };
    const reading = reader();
    await Promise.all(
      Array.from({ length: facts }, (_, index) => (index % 2 === 0 ? feed : replica).append(status(`fact-${index}`))),
    );
    writing = false;
    await reading;
    expect(seen).toEqual(Array.from({ length: facts }, (_, index) => index + 1));
  });

  it('goes on counting after everything old was removed', async () => {
    const at = { now: 1_000 };
    const { feed } = await openFeeds(at);
    for (const key of ['a', 'b', 'c']) await feed.append(status(key));
    at.now = 9_000;
    expect(await feed.prune(9_000)).toBe(2);
    await feed.append(status('d'));
    expect((await feed.read(0, 10)).map(({ seq }) => seq)).toEqual([3, 4]);
  });
});
