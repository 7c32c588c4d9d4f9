import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSigningKeys } from '@acebuddy/salesiq/simulator';
import { ConfigError } from '@acebuddy/service-kit';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parseApiKeys, toApiKey } from '../src/access/api-keys.ts';
import { type DoorKeys, loadDoorKeys } from '../src/adapters/door-keys.ts';
import { readConfig } from '../src/config.ts';
import { startNotices, toSettings } from '../src/settings.ts';

const minimal = {
  CONVERSATION_URL: 'http://conversation:8001',
  TICKETING_URL: 'http://ticketing:8002/',
  NOTIFICATIONS_URL: 'http://notifications:8003',
  INTERNAL_TOKEN: 'x'.repeat(24),
};

const sources = {
  keys: {
    apiKeys: [toApiKey('admin', 'the key itself, a long one')],
    local: { key: 'the key itself, a long one', file: '/data/local-key', notices: [] as string[] },
  },
  simulated: false,
};

function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe('readConfig', () => {
  it('needs the other services and their credential, and has defaults for the rest', () => {
    const config = readConfig(minimal);
    expect(config).toMatchObject({
      HOST: '127.0.0.1',
      PORT: 8_000,
      TICKETING_URL: 'http://ticketing:8002',
      ZOHO_DC: 'com',
    });
    expect(toSettings(config, sources)).toMatchObject({
      replyBudgetMs: 3_200,
      salesiq: { callbacks: false, signatureKeys: [] },
      limits: { perVisitor: 120, perAddress: 600, total: 300_000 },
    });
    expect(toSettings(config, sources).shortcomings.map(({ check }) => check)).toEqual(['salesiq_signature']);
    const notices = startNotices(toSettings(config, sources), sources.keys).join();
    expect(notices).toContain('NOT READY: SALESIQ_PUBLIC_KEYS is not set');
    expect(notices).toContain('/data/local-key');
    expect(notices).not.toContain('the key itself');
    expect(notices).not.toMatch(/chmod|guessed/);
    for (const enough of [{ ALLOW_UNSIGNED: '1' }, { SALESIQ_PUBLIC_KEYS: createSigningKeys().publicBase64 }])
      expect(toSettings(readConfig({ ...minimal, ...enough }), sources).shortcomings).toEqual([]);
    expect(toSettings(config, { ...sources, simulated: true }).shortcomings).toEqual([]);
  });

  it('says which keys can be guessed, and when others may read the one of this machine', () => {
    const config = readConfig({ ...minimal, API_KEYS: `admin:short,reader:abc,agent:${'x'.repeat(16)}` });
    const settings = toSettings(config, sources);
    const noticesWith = (keys: DoorKeys) => startNotices(settings, keys).join('\n');
    const guessed = noticesWith({ apiKeys: config.API_KEYS, local: null });
    expect(guessed).toContain('API_KEYS: the keys for admin, reader have less than 16 characters');
    for (const key of ['short', 'abc']) expect(guessed).not.toContain(`:${key}`);
    const { local } = sources.keys;
    const tiny = { apiKeys: [toApiKey('admin', 'tiny')], local: { ...local, key: 'tiny', file: null } };
    expect(noticesWith(tiny)).toContain('ACEBUDDY_LOCAL_KEY: the key for admin has less than 16 characters');
  });

  it('knows who may read the file with the key of this machine', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'acebuddy-keys-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const notices = async () => startNotices(toSettings(readConfig(minimal), sources), await keys()).join();
    const keys = () => loadDoorKeys({ API_KEYS: [] }, folder);
    const file = join(folder, 'local-key');
    expect(await notices()).not.toContain('chmod');
    await chmod(file, 0o644);
    expect(await notices()).toContain(`${file} can be read by other users of this machine: chmod 600 ${file}`);
  });

  it('reports all problems at once, by name and without values', () => {
    const problems = problemsOf({
      ...minimal,
      TICKETING_URL: 'http://ticketing/path',
      INTERNAL_TOKEN: 'tiny-secret',
      API_KEYS: 'reader:ok,root:bad-secret',
      SALESIQ_PUBLIC_KEYS: 'rubbish-secret',
      TRUST_PROXY: '10.0.0.0/99',
      PORT: 'http-secret',
      ZOHO_DC: 'mars',
    });
    for (const name of [
      'TICKETING_URL',
      'INTERNAL_TOKEN',
      'API_KEYS',
      'SALESIQ_PUBLIC_KEYS',
      'TRUST_PROXY',
      'PORT',
      'ZOHO_DC',
    ]) {
      expect(
        problems.some((problem) => problem.startsWith(name)),
        name,
      ).toBe(true);
    }
    expect(problems.join()).not.toContain('secret');
    expect(problemsOf({})).toContain('CONVERSATION_URL is not set');
  });

  it('does not open to others without keys, nor unsigned', () => {
    const open = { ...minimal, HOST: '0.0.0.0' };
    const namesOf = (env: Record<string, string>) => problemsOf(env).map((problem) => problem.split(':')[0]);
    expect(namesOf(open)).toEqual(['API_KEYS']);
    expect(namesOf({ ...open, ALLOW_UNSIGNED: '1' })).toEqual(['API_KEYS', 'ALLOW_UNSIGNED']);
    expect(problemsOf({ ...open, API_KEYS: 'admin:a-key' })).toEqual([]);
    expect(problemsOf({ ...minimal, ALLOW_UNSIGNED: '1' })).toEqual([]);
    expect(problemsOf({ ...minimal, HOST: '::1' })).toEqual([]);
  });

  it.each([
    ['true', 1],
    ['1', 1],
    ['3', 3],
    ['false', false],
    ['0', false],
    ['10.0.0.0/8, 192.0.2.1', ['10.0.0.0/8', '192.0.2.1']],
  ])('reads TRUST_PROXY=%s', (text, expected) => {
    expect(readConfig({ ...minimal, TRUST_PROXY: text }).TRUST_PROXY).toEqual(expected);
  });
});

describe('parseApiKeys', () => {
  it.each([
    ['reader', 'pair 1 must begin with reader:, agent: or admin:'],
    ['reader:a,Admin:b', 'pair 2 must begin with'],
    ['reader:', 'pair 1 has no key'],
    ['reader:sha256:abc', 'pair 1: sha256: must be followed by 64 hexadecimal digits'],
    ['constructor:x', 'pair 1 must begin with'],
  ])('refuses %s', (text, message) => {
    expect(() => parseApiKeys(text)).toThrow(message);
  });
});
