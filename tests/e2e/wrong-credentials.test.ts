import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger, parseConfig } from '@acebuddy/service-kit';
import { standaloneConfigSchema, startProduct } from '@acebuddy/standalone';
import { createDeskSimulator } from '@acebuddy/zoho-desk/simulator';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

const readerKey = 'key-of-a-reader';
const answerSchema = z.looseObject({ success: z.boolean() });

/** The product connected to a Zoho that is not its own simulator, as with real credentials. */
async function connected(change: Record<string, string>) {
  const simulator = createDeskSimulator();
  const origin = await simulator.listen();
  const dataDir = await mkdtemp(join(tmpdir(), 'acebuddy-e2e-'));
  const env = {
    PORT: '0',
    DATA_DIR: dataDir,
    ZOHO_CLIENT_ID: simulator.credentials.clientId,
    ZOHO_CLIENT_SECRET: simulator.credentials.clientSecret,
    ZOHO_REFRESH_TOKEN: simulator.credentials.refreshToken,
    ZOHO_DESK_ORG_ID: simulator.orgId,
    ZOHO_DESK_DEPARTMENT_ID: simulator.departmentId,
    ZOHO_DESK_URL: origin,
    ZOHO_ACCOUNTS_URL: origin,
    // A real Zoho, as far as the product can tell, tried out on this machine.
    API_KEYS: `reader:${readerKey}`,
    ALLOW_UNSIGNED: '1',
    MAIL: 'catch',
    ...change,
  };
  const logger = createLogger({ name: 'e2e', level: 'silent' });
  const product = await startProduct(parseConfig(standaloneConfigSchema, env), logger);
  return {
    simulator,
    async check() {
      const response = await fetch(`${product.url}/zoho/test`, { headers: { authorization: `Bearer ${readerKey}` } });
      return { status: response.status, answer: answerSchema.parse(await response.json()) };
    },
    async [Symbol.asyncDispose]() {
      await product.close();
      await simulator.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

describe('GET /zoho/test', () => {
  it('says that all is well with right credentials, without calling it simulated', async () => {
    await using product = await connected({});
    const { status, answer } = await product.check();
    expect(status).toBe(200);
    expect(answer).toMatchObject({ success: true, simulated: false });
  });

  it.each([
    ['a wrong client secret', { ZOHO_CLIENT_SECRET: 'wrong' }, /ZOHO_CLIENT_SECRET/],
    ['a revoked refresh token', { ZOHO_REFRESH_TOKEN: '1000.revoked' }, /ZOHO_REFRESH_TOKEN/],
    ['another organisation', { ZOHO_DESK_ORG_ID: '99999999' }, /ZOHO_DESK_ORG_ID/],
    ['an unknown department', { ZOHO_DESK_DEPARTMENT_ID: '1892000000009999' }, /ZOHO_DESK_DEPARTMENT_ID|department_id/],
  ])('says how to mend %s', async (_name, change, mend) => {
    await using product = await connected(change);
    const { answer } = await product.check();
    expect(answer.success).toBe(false);
    expect(JSON.stringify(answer)).toMatch(mend);
  });
});
