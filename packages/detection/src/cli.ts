import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { toAnswer } from './answer.ts';
import { bundledWorkflows } from './bundled-workflows.ts';
import { createDetector, type Detector } from './detector.ts';
import { evaluate } from './evaluate.ts';
import { parseMessage } from './message-line.ts';
import { renderEvaluation } from './render-evaluation.ts';

const usage = `Which workflow does a message mean?

  pnpm detect < FILE              one message a line, plain or {"text": …}; one JSON line each
  pnpm detect --evaluate FILE     lines {"text","workflow"} (null = none); prints the figures
`;

const { values } = parseArgs({
  args: process.argv.slice(2).filter((argument) => argument !== '--'),
  options: { evaluate: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
});

if (values.help) process.stdout.write(usage);
else {
  const detector = createDetector({ workflows: bundledWorkflows() });
  if (values.evaluate !== undefined)
    process.stdout.write(renderEvaluation(evaluate(detector, readFileSync(values.evaluate, 'utf8'), values.evaluate)));
  else await answerLines(detector);
}

async function answerLines(detector: Detector): Promise<void> {
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() === '') continue;
    const text = parseMessage(line);
    process.stdout.write(`${JSON.stringify(toAnswer(text, detector.detect(text)))}\n`);
  }
}
