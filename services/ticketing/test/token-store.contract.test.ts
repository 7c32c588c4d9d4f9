import { describeStores } from '@acebuddy/testkit';
import type { TokenState } from '@acebuddy/zoho-desk';
import { expect, it } from 'vitest';
import { openStores } from '../src/adapters/open-stores.ts';
import { testCipher } from './harness.ts';

const state: TokenState = {
  credentials: 'fingerprint',
  accessToken: '1000.secret.token',
  expiresAt: 3_600_000,
  scope: 'Desk.tickets.ALL',
  refreshes: [1_000],
  blockedUntil: 0,
  lease: { owner: 'a', until: 20_000 },
};

describeStores('the token store', (open, again) => {
  const openTokens = async () => {
    const database = await open();
    const now = () => new Date(0);
    const { tokens } = await openStores({ database, cipher: testCipher, now });
    const { tokens: replica } = await openStores({ database: await again(database), cipher: testCipher, now });
    return { tokens, replica, database };
  };

  it('shares what one replica wrote with the others', async () => {
    const { tokens, replica } = await openTokens();
    expect(await replica.load()).toBeNull();
    expect(await tokens.save(state, 0)).toBe(true);
    expect(await replica.load()).toEqual({ state, version: 1 });
    expect(await replica.save({ ...state, lease: null }, 1)).toBe(true);
    expect(await tokens.load()).toEqual({ state: { ...state, lease: null }, version: 2 });
  });

  it('lets one of several writers of the same version win', async () => {
    const { tokens, replica } = await openTokens();
    for (const version of [0, 1, 2]) {
      const saved = await Promise.all(
        Array.from({ length: 10 }, (_, index) => (index % 2 === 0 ? tokens : replica).save(state, version)),
      );
      expect(saved.filter(Boolean)).toHaveLength(1);
    }
  });

  it('does not keep the token in the clear', async () => {
    const { tokens, database } = await openTokens();
    await tokens.save(state, 0);
    const dump =
      database.kind === 'mongo'
        ? JSON.stringify(await database.db.collection('oauth_tokens').find().toArray())
        : JSON.stringify(database.db.prepare('SELECT * FROM oauth_tokens').all());
    expect(dump).toContain('zoho');
    expect(dump).not.toContain('1000.secret');
  });
});
