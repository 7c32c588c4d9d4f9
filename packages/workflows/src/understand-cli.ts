import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { createDetector, createReader, openQuestionSchema, type Reader, type Reading } from '@acebuddy/detection';
import { evaluateActs, parseActLines, renderActEvaluation, workflowsWith } from '@acebuddy/detection/evaluate';
import { readCommandLine, runCommand } from '@acebuddy/service-kit/command-line';
import { CommandError, readEnvironment } from '@acebuddy/service-kit/environment';
import { z } from 'zod';
import { defaultSettings } from './default-settings.ts';
import { createValueReader } from './values/value-reader.ts';

const usage = `What does a message do where this question is open?

  pnpm understand < FILE              JSON lines {"text","question":{"kind","ask"?,"options"?,"workflow"?},"locale"?}; one JSON line each on standard output
  pnpm understand --evaluate FILE     lines {"text","question","act","also"?}; prints the score card
`;

const lineSchema = z.object({
  text: z.string(),
  question: openQuestionSchema.optional(),
  locale: z.string().optional(),
});

process.exitCode = await runCommand(async () => {
  await main();
  return true;
});

async function main(): Promise<void> {
  const { values } = readCommandLine({ usage, options: { evaluate: { type: 'string' } } });
  const { env } = readEnvironment(process.env);
  const own = env.WORKFLOWS_DIR?.trim() ?? '';
  const models = join(env.DATA_DIR?.trim() || './data', 'models');
  const shared = {
    onProgress: (sentence: string) => process.stderr.write(`${sentence}\n`),
    // Where the product keeps it. A command that only looks makes no folder.
    ...(existsSync(models) ? { cacheFolder: models } : {}),
  };
  const detector = createDetector({ workflows: workflowsWith(own === '' ? null : resolve(own)), ...shared });
  const readValues = createValueReader({ settings: defaultSettings, now: () => new Date().toISOString() });
  const reader = createReader({ detector, readValues, ...shared });
  if (values.evaluate === undefined) return answerLines(reader);
  // pnpm runs scripts in the root; the path is meant from where it was called.
  const lines = parseActLines(
    readFileSync(resolve(process.env.INIT_CWD ?? '.', values.evaluate), 'utf8'),
    values.evaluate,
  );
  process.stdout.write(renderActEvaluation(evaluateActs(lines, (text, question) => reader.read(text, question))));
}

async function answerLines(reader: Reader): Promise<void> {
  let number = 0;
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1;
    if (line.trim() === '') continue;
    const { text, question, locale } = parseLine(line, number);
    process.stdout.write(`${JSON.stringify(toAnswer(reader.read(text, question, locale)))}\n`);
  }
}

function parseLine(line: string, number: number): z.infer<typeof lineSchema> {
  let json: unknown = null;
  try {
    json = JSON.parse(line);
  } catch {
    // Said below.
  }
  const parsed = lineSchema.safeParse(json);
  if (!parsed.success)
    throw new CommandError(`standard input line ${number}: not of the form {"text","question"?,"locale"?}`);
  return parsed.data;
}

function toAnswer(reading: Reading): object {
  return {
    acts: reading.acts.map((one) => ({ ...one, confidence: round(one.confidence) })),
    topic: { workflow: reading.topic.workflow, confidence: round(reading.topic.confidence) },
    values: reading.values,
  };
}

function round(value: number): number {
  return Math.round(value * 10000) / 10000;
}
