import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { readCommandLine } from '@acebuddy/service-kit/command-line';
import { developmentFiles } from './development-files.ts';
import { nearDuplicates } from './near-duplicates.ts';
import { parseJsonLines, trainingFolder } from './training-data.ts';

const { values } = readCommandLine({
  usage: `pnpm --filter @acebuddy/detection near-duplicates [--drop]
Names the lines of data/train/en/real-*.jsonl that come near a line of a development set; with --drop takes them out.
`,
  options: { drop: { type: 'boolean' } },
});

const heldBack = developmentFiles.flatMap((file) =>
  parseJsonLines(readFileSync(file, 'utf8'), file.pathname).map((line) => line.text),
);
for (const name of readdirSync(trainingFolder()).filter((one) => one.startsWith('real-'))) {
  const file = new URL(name, trainingFolder());
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  const found = nearDuplicates(
    lines.map((line) => String(JSON.parse(line).text)),
    heldBack,
  );
  for (const { text, of, similarity } of found) console.log(`${name} ${similarity.toFixed(2)}: ${text} | ${of}`);
  if (values.drop !== true) continue;
  const dropped = new Set(found.map((one) => one.text));
  writeFileSync(file, `${lines.filter((line) => !dropped.has(String(JSON.parse(line).text))).join('\n')}\n`);
}
