import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLocalClient, createLogger } from '@acebuddy/service-kit';
import { bundledWorkflowsFolder, defaultSettings, loadWorkflows, type Understanding } from '@acebuddy/workflows';
import { createTestEngine, testParts } from '@acebuddy/workflows/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Directory } from '../../services/conversation/src/ports.ts';
import type { ConversationRouter } from '../../services/conversation/src/router.ts';
import { createHarness, message } from '../../services/conversation/test/harness.ts';
import { replay } from '../../services/standalone/src/chat/replay.ts';

const workflows = loadWorkflows([bundledWorkflowsFolder]);
const engine = createTestEngine(workflows);
const { topics } = testParts();
if (topics === undefined) throw new TypeError('no reader of topics');
const nothing: Understanding = { outcome: 'none', workflow: null, confidence: 0, alternatives: [], others: [] };
const detector = { detect: (text: string) => topics(text) ?? nothing };
const logger = createLogger({ name: 'test', level: 'silent' });
const actor = { role: 'agent', key: 'abcd1234' } as const;

const lena = {
  name: 'Lena Vogt',
  email: 'lena.vogt@vogt-partner.test',
  company: 'Vogt & Partner',
  userName: 'lvogt7',
  isPoc: false,
  poc: { name: 'Henrik Falk', email: 'h.falk@vogt-partner.test' },
};
const directory: Directory = {
  find: async (email) => (email.toLowerCase() === lena.email ? lena : null),
  ownersOf: async ({ value }) => (value.toLowerCase() === lena.userName ? [lena] : []),
};

async function played(visitor: object, said: readonly string[], more: object = {}) {
  const harness = await createHarness();
  const { router, conversation } = await harness.replica({
    ...{ engine, detector, workflows, directory, settings: defaultSettings, ...more },
  });
  harness.clock.advance(6 * 3_600_000);
  const client = createLocalClient<ConversationRouter>({ name: 'conversation', router, logger, timeoutMs: 30_000 });
  for (const text of said) {
    harness.clock.advance(20_000);
    await conversation.handleMessage(
      message(text, { conversationId: 'chat-1', channel: 'salesiq', address: { chatId: 'chat-1' }, visitor }),
    );
    await conversation.drain();
  }
  return { harness, client, conversation };
}

describe('a chat as a test', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'acebuddy-export-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  /** Exports the chat, replays the file as `pnpm chat --script` does, and gives its words. */
  async function replayed(chat: Awaited<ReturnType<typeof played>>) {
    await using _ = chat.harness;
    const exported = await chat.client.exportScript.mutate({ conversationId: 'chat-1' as never, actor });
    const file = join(folder, exported.name);
    await writeFile(file, exported.script);
    const lines: string[] = [];
    const isFine = replay(file, (line) => lines.push(line));
    expect(isFine, `${exported.script}\n${lines.join('\n')}`).toBe(true);
    const { items } = await chat.client.auditOf.query({ subject: 'chat-1' });
    expect(items.filter(({ kind }) => kind === 'chat_exported')).toMatchObject([
      { actor, details: { different: exported.different } },
    ]);
    return exported;
  }
  const hers = { id: 'v1', name: lena.name, email: lena.email, timeZone: 'America/Chicago' };
  const personal = /lena|vogt|lvogt|falk|henrik|@vogt-partner|partner\.test/i;

  it('of a password reset proves her by the code of scripts', async () => {
    const { script, different } = await replayed(
      await played(hers, [
        'hi, Lena Vogt from Vogt & Partner here, I forgot my password for the server on ACCT-PC42',
        'my user name is lvogt7',
        'no',
        '654321',
        '123456',
        'no thanks',
      ]),
    );
    expect(script).not.toMatch(personal);
    expect(script).not.toMatch(/ACCT|PC42|654321/);
    expect(script).toContain('jsmith');
    expect(script).toMatch(/say: "123456"[\s\S]*verifyCode/);
    expect(different).toBe(0);
  }, 60_000);

  it('of a printer that a step of the guide brought back', async () => {
    const { script, different } = await replayed(
      await played(hers, ['the printer of Gudrun Ohlsen is offline', 'Still broken', 'It worked', 'no thanks, bye']),
    );
    expect(script).not.toMatch(personal);
    expect(script).not.toMatch(/Gudrun|Ohlsen/i);
    expect(different).toBe(0);
  }, 60_000);

  it('of a hand-over, without what the operator said', async () => {
    const chat = await played(hers, ['my printer is offline', 'I want to talk to a person', 'chat now']);
    const event = (eventId: string, event: object) =>
      chat.conversation.handleChatEvent({ conversationId: 'chat-1' as never, eventId, event } as never);
    await event('e1', { kind: 'operator_joined', operator: 'Annika Berg' });
    await event('e2', { kind: 'operator_replied', text: 'Hello Lena, I look at it' });
    await event('e3', { kind: 'visitor_replied', text: 'call me on 847 223 9911' });
    await event('e4', { kind: 'completed' });
    const { script, left, different } = await replayed(chat);
    expect(script).not.toMatch(personal);
    expect(script).not.toMatch(/Annika|Berg|look at it|9911|847/);
    expect(script).toContain('operator: joined');
    expect(left + different).toBeLessThan(3);
  }, 60_000);

  it('in Spanish, with a number to call', async () => {
    const { script, different } = await replayed(
      await played({ id: 'v2', name: 'Lucía Ortega', email: 'lucia@talleres-ortega.test' }, [
        'hola, soy Lucía Ortega, mi impresora no imprime',
        'sigue sin funcionar',
        'quiero hablar con una persona',
        'llámame al 847 223 9911',
      ]),
    );
    expect(script).not.toMatch(/luc[ií]a|ortega|talleres|9911/i);
    expect(script).toContain('impresora no imprime');
    expect(different).toBe(0);
  }, 60_000);

  it('is refused where nothing was said', async () => {
    await using harness = await createHarness();
    const { router, conversation } = await harness.replica({ engine, detector, workflows, settings: defaultSettings });
    const client = createLocalClient<ConversationRouter>({ name: 'conversation', router, logger, timeoutMs: 30_000 });
    await conversation.handleMessage({ ...message(''), content: { kind: 'opened' } });
    const ask = (conversationId: string) => client.exportScript.mutate({ conversationId: conversationId as never });
    await expect(ask('chat-1')).rejects.toMatchObject({ code: 'UNPROCESSABLE' });
    await expect(ask('nobody')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await client.listAudit.query({})).items.map(({ kind }) => kind)).not.toContain('chat_exported');
  });
});
