import { deskConfigSchema } from '@acebuddy/contracts';
import { ConfigError, parseConfig } from '@acebuddy/service-kit';
import { describe, expect, it } from 'vitest';
import { ticketingConfigSchema, toWorkSettings, toZohoConnection } from './config.ts';
import { checkWorkSettings, defaultWorkSettings } from './domain/settings.ts';

const complete = {
  ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 1).toString('base64')}`,
  INTERNAL_TOKEN: 'a-token-of-24-characters',
  ZOHO_CLIENT_ID: 'id',
  ZOHO_CLIENT_SECRET: 'secret-value',
  ZOHO_REFRESH_TOKEN: 'refresh-value',
  ZOHO_DESK_ORG_ID: '3981311',
  ZOHO_DESK_DEPARTMENT_ID: '1892000000006907',
};
const file = deskConfigSchema.parse({});
const problemsOf = (run: () => unknown): readonly string[] => {
  try {
    run();
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
};

describe('the configuration of the ticketing service', () => {
  it('names everything that is missing at once', () => {
    const problems = problemsOf(() => parseConfig(ticketingConfigSchema, {})).join('\n');
    for (const name of [
      'ENCRYPTION_KEYS',
      'INTERNAL_TOKEN',
      'ZOHO_CLIENT_ID',
      'ZOHO_CLIENT_SECRET',
      'ZOHO_REFRESH_TOKEN',
      'ZOHO_DESK_ORG_ID',
    ]) {
      expect(problems).toContain(name);
    }
  });

  it('refuses half a set of credentials and never shows the other half', () => {
    const { ZOHO_REFRESH_TOKEN: _, ...half } = complete;
    const problems = problemsOf(() => parseConfig(ticketingConfigSchema, half));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain('ZOHO_REFRESH_TOKEN');
    expect(problems[0]).not.toContain('secret-value');
  });

  it('takes a ready access token alone', () => {
    const { ZOHO_CLIENT_ID: _, ZOHO_CLIENT_SECRET: __, ZOHO_REFRESH_TOKEN: ___, ...rest } = complete;
    const env = parseConfig(ticketingConfigSchema, { ...rest, ZOHO_DESK_API_KEY: '1000.key' });
    expect(toZohoConnection(env, file).credentials).toEqual({ apiKey: '1000.key' });
  });

  it('finds the hosts of the data centre and lets them be overridden', () => {
    const env = parseConfig(ticketingConfigSchema, { ...complete, ZOHO_DC: 'eu', ZOHO_DESK_URL: 'http://127.0.0.1:9' });
    expect(toZohoConnection(env, file)).toMatchObject({
      deskOrigin: 'http://127.0.0.1:9',
      accountsOrigin: 'https://accounts.zoho.eu',
    });
  });

  it('prefers the department of the file and needs one of the two', () => {
    const { ZOHO_DESK_DEPARTMENT_ID: _, ...rest } = complete;
    const env = parseConfig(ticketingConfigSchema, rest);
    const withDepartment = deskConfigSchema.parse({ department_id: '77' });
    expect(toZohoConnection(env, withDepartment).departmentId).toBe('77');
    expect(problemsOf(() => toZohoConnection(env, file))[0]).toContain('ZOHO_DESK_DEPARTMENT_ID');
  });

  it('refuses an unknown data centre and an address with a path', () => {
    const wrong = parseConfig(ticketingConfigSchema, { ...complete, ZOHO_DC: 'mars' });
    expect(problemsOf(() => toZohoConnection(wrong, file))[0]).toContain('ZOHO_DC');
    const path = parseConfig(ticketingConfigSchema, { ...complete, ZOHO_DESK_URL: 'https://desk.zoho.com/api' });
    expect(problemsOf(() => toZohoConnection(path, file))[0]).toContain('ZOHO_DESK_URL');
  });

  it('takes the times at which the effect of an unanswered call is looked for, and leaves the others alone', () => {
    const env = parseConfig(ticketingConfigSchema, {
      ...complete,
      ZOHO_DESK_TIMEOUT_MS: '3000',
      ZOHO_DESK_LOOKS_S: '1,2.5,8',
    });
    const settings = checkWorkSettings({ ...defaultWorkSettings, ...toWorkSettings(env) });
    expect(settings.createLooks.map(({ afterMs }) => afterMs)).toEqual([1_000, 2_500, 8_000]);
    expect(settings).toMatchObject({ callTimeoutMs: 3_000, indexAfterMs: 8_000, leaseMs: 30_000 });
    expect(toWorkSettings(parseConfig(ticketingConfigSchema, complete))).toEqual({});
    expect(
      problemsOf(() => parseConfig(ticketingConfigSchema, { ...complete, ZOHO_DESK_LOOKS_S: 'soon' })),
    ).toHaveLength(1);
  });
});
