import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import type { Readable, Writable } from 'node:stream';
import { describeWhy } from '@acebuddy/contracts';
import { createLogger, type Environment, parseConfig } from '@acebuddy/service-kit';
import { z } from 'zod';
import { standaloneConfigSchema } from '../config.ts';
import { type Product, startProduct } from '../product.ts';

const answerSchema = z.object({
  message: z.string(),
  data: z.object({ suggestions: z.array(z.string()), ticket_number: z.string().nullable() }),
});

/** Talks to the bot in the terminal: the whole product with a simulated Zoho, in a folder that is removed at the end. */
export async function talk(
  terminal: { input: Readable; output: Writable },
  env: Environment = {},
  { why = false }: { readonly why?: boolean } = {},
): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'acebuddy-chat-'));
  const config = parseConfig(standaloneConfigSchema, { ...dialogueOf(env), PORT: '0', DATA_DIR: dataDir });
  const product = await startProduct(config, createLogger({ name: 'chat', level: 'silent' }));
  const lines = createInterface(terminal);
  try {
    terminal.output.write('Tell the bot what is wrong. A number chooses a suggestion, /quit ends.\n\n> ');
    await converse(product, lines, { output: terminal.output, why });
  } finally {
    lines.close();
    await product.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** What shapes the dialogue. Never where Zoho, mail server and stores are: whoever tries her workflows means none of them. */
const dialogueNames = ['WORKFLOWS_DIR', 'KNOWLEDGE_DIR', 'ZOHO_DESK_CONFIG', 'SUPPORT_EMAIL', 'SUPPORT_PHONE'] as const;

function dialogueOf(env: Environment): Environment {
  return Object.fromEntries(dialogueNames.map((name) => [name, env[name]]));
}

async function converse(
  product: Product,
  lines: AsyncIterable<string>,
  { output, why }: { readonly output: Writable; readonly why: boolean },
): Promise<void> {
  const chatId = `terminal-${randomUUID()}`;
  let suggestions: readonly string[] = [];
  let mailsSeen = 0;
  for await (const line of lines) {
    const text = line.trim();
    if (text === '/quit') return;
    if (text !== '') {
      const { message, data } = await say(product.url, chatId, suggestions[Number(text) - 1] ?? text);
      suggestions = data.suggestions;
      output.write(`\n${message}\n`);
      for (const [index, suggestion] of suggestions.entries()) output.write(`  ${index + 1}. ${suggestion}\n`);
      if (why) await showWhy(product, chatId, output);
      mailsSeen = showCodes(product, mailsSeen, output);
    }
    output.write('\n> ');
  }
}

async function say(url: string, chatId: string, message: string): Promise<z.infer<typeof answerSchema>> {
  const response = await fetch(`${url}/webhook/salesiq`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      chat_id: chatId,
      visitor_id: 'terminal',
      visitor_name: 'Test User',
      visitor_email: 'test@company.com',
      message,
    }),
    signal: AbortSignal.timeout(10_000),
  });
  return answerSchema.parse(await response.json());
}

/** Why the newest answer is what it is: what was read, which row decided, what was noted and done. */
async function showWhy({ explain }: Product, chatId: string, output: Writable): Promise<void> {
  const newest = (await explain(chatId)).at(-1);
  for (const { label, text } of newest === undefined ? [] : describeWhy(newest.why))
    output.write(`  [${label}: ${text}]\n`);
}

/** Codes go by mail, and the mails stay here: the one at the terminal must see them. */
function showCodes({ mailCatcher }: Product, seen: number, output: Writable): number {
  const mails = mailCatcher?.mails() ?? [];
  for (const mail of mails.filter(({ seq }) => seq > seen)) {
    const code = /code/i.test(mail.subject) ? /\b(\d{6})\b/.exec(mail.text)?.[1] : undefined;
    output.write(`  [mail to ${mail.to.join(', ')}: ${mail.subject}${code === undefined ? '' : ` – ${code}`}]\n`);
  }
  return mails[0]?.seq ?? seen;
}
