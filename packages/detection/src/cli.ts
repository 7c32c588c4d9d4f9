import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { readCommandLine, runCommand } from '@acebuddy/service-kit/command-line';
import { readEnvironment } from '@acebuddy/service-kit/environment';
import { toAnswer } from './answer.ts';
import { createDetector, type Detector } from './detector.ts';
import { evaluate } from './evaluate.ts';
import { parseMessage } from './message-line.ts';
import { renderEvaluation } from './render-evaluation.ts';
import { workflowsWith } from './workflows-with.ts';

const usage = `Which workflow does a message mean?

  pnpm detect < FILE              one message a line, plain or {"text": …}; one JSON line each on standard output
  pnpm detect --evaluate FILE     lines {"text","workflow"} (null = none); prints the figures

The workflows of WORKFLOWS_DIR count, too (.env included).
Where a chat would ask "A or B?", the answer here is A: the best single choice.
`;

process.exitCode = await runCommand(async () => {
  await main();
  return true;
});

async function main(): Promise<void> {
  const { values } = readCommandLine({ usage, options: { evaluate: { type: 'string' } } });
  const { env } = readEnvironment(process.env);
  const own = env.WORKFLOWS_DIR?.trim() ?? '';
  const models = join(env.DATA_DIR?.trim() || './data', 'models');
  const detector = createDetector({
    workflows: workflowsWith(own === '' ? null : resolve(own)),
    onProgress: (sentence) => process.stderr.write(`${sentence}\n`),
    // Where the product keeps it. A command that only looks makes no folder.
    ...(existsSync(models) ? { cacheFolder: models } : {}),
  });
  if (values.evaluate === undefined) return answerLines(detector);
  // pnpm runs scripts in the root; the path is meant from where it was called.
  const file = resolve(process.env.INIT_CWD ?? '.', values.evaluate);
  process.stdout.write(renderEvaluation(evaluate(detector, readFileSync(file, 'utf8'), values.evaluate)));
}

async function answerLines(detector: Detector): Promise<void> {
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() === '') continue;
    const text = parseMessage(line);
    process.stdout.write(`${JSON.stringify(toAnswer(text, detector.detect(text)))}\n`);
  }
}
