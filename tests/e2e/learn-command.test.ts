import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger, parseConfig } from '@acebuddy/service-kit';
import { learnFromShell, standaloneConfigSchema, startProduct } from '@acebuddy/standalone';
import { expect, onTestFinished, test } from 'vitest';

const logger = createLogger({ name: 'learn', level: 'silent' });
const key = 'key-of-this-machine';

/** The product beside which the command runs, as it does on an operator's machine. */
test('pnpm learn works beside a running product, and says what it may not do', { timeout: 120_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'acebuddy-learn-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const env = {
    DATA_DIR: folder,
    ENCRYPTION_KEYS: `k:${randomBytes(32).toString('base64')}`,
    ACEBUDDY_LOCAL_KEY: key,
  };
  const config = parseConfig(standaloneConfigSchema, { PORT: '0', LOG_LEVEL: 'error', ...env });
  const product = await startProduct(config, logger);
  try {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${key}` };
    const post = (path: string, body: object) =>
      fetch(`${product.url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    await post('/webhook/salesiq', { chat_id: 'c', visitor_id: 'c', message: 'blorf wibble', visitor_name: 'Ann' });
    const doubts = (await (await post('/console/api/learning.doubts', {})).json()) as {
      result: { data: { items: { conversationId: string; seq: number }[] } };
    };
    const [first] = doubts.result.data.items;
    const messages = [{ conversationId: first?.conversationId, seq: first?.seq }];
    const label = { kind: 'topic', workflow: 'printer_issues' };
    expect((await post('/console/api/learning.label', { messages, label })).status).toBe(200);
    let said = '';
    const out = {
      write: (text: string) => {
        said += text;
      },
    };
    const learn = (...words: string[]) => learnFromShell({ env, words, logger, out });
    expect(await learn()).toBe(true);
    expect(said).toBe('1 label: topic printer_issues 1\nMessages are read with the shipped model.\n');
    await expect(learn('take', '7')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(learn('back')).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(learn('sing')).rejects.toThrow('none of status, train, take ID, back');
  } finally {
    await product.close();
  }
});
