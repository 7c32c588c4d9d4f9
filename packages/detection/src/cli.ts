import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { toAnswer } from './answer.ts';
import { bundledWorkflows } from './bundled-workflows.ts';
import { createDetector, type Detector } from './detector.ts';
import { evaluate } from './evaluate.ts';
import { parseMessage } from './message-line.ts';
import { renderEvaluation } from './render-evaluation.ts';

const usage = `Which workflow does a message mean?

  pnpm detect < FILE              one message a line, plain or {"text": …}; one JSON line each on standard output
  pnpm detect --evaluate FILE     lines {"text","workflow"} (null = none); prints the figures

Where a chat would ask "A or B?", the answer here is A: the best single choice.
`;

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    args: process.argv.slice(2).filter((argument) => argument !== '--'),
    options: { evaluate: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) {
    process.stdout.write(usage);
    return;
  }
  const detector = createDetector({ workflows: bundledWorkflows() });
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
