import { createSigningKeys } from '@acebuddy/salesiq/simulator';
import { ConfigError } from '@acebuddy/service-kit';
import { describe, expect, it } from 'vitest';
import { parseApiKeys } from '../src/access/api-keys.ts';
import { readConfig } from '../src/config.ts';
import { startNotices, toSettings } from '../src/settings.ts';

const minimal = {
  CONVERSATION_URL: 'http://conversation:8001',
  TICKETING_URL: 'http://ticketing:8002/',
  NOTIFICATIONS_URL: 'http://notifications:8003',
  INTERNAL_TOKEN: 'x'.repeat(24),
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
    expect(toSettings(config)).toMatchObject({
      replyBudgetMs: 3_200,
      salesiq: { callbacks: false, signatureKeys: [] },
      limits: { perVisitor: 120, perAddress: 600, total: 300_000 },
    });
    expect(startNotices(toSettings(config))).toHaveLength(2);
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

  it('does not open to others without keys for callers and for SalesIQ', () => {
    const open = { ...minimal, HOST: '0.0.0.0' };
    expect(problemsOf(open).map((problem) => problem.split(' ')[0])).toEqual(['API_KEYS', 'SALESIQ_PUBLIC_KEYS']);
    const keys = { API_KEYS: 'admin:a-key', SALESIQ_PUBLIC_KEYS: createSigningKeys().publicBase64 };
    expect(problemsOf({ ...open, ...keys })).toEqual([]);
    expect(problemsOf({ ...minimal, HOST: '::1' })).toEqual([]);
  });

  it.each([
    ['true', true],
    ['false', false],
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
