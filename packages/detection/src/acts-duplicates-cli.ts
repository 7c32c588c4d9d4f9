import { readActLines, readDevelopmentLines } from './acts/act-lines.ts';
import { actsFolder } from './acts/act-model-source.ts';
import { findNearLines } from './acts/near-duplicates.ts';
import { actLanguages } from './acts/reader.ts';

// Which development lines come near a training line; the score card leaves them out.
for (const language of actLanguages()) {
  const folder = new URL(`${language}/`, actsFolder);
  const development = readDevelopmentLines(folder);
  const near = findNearLines(development, readActLines(folder));
  for (const { line, known, similarity } of near)
    process.stdout.write(
      `${similarity.toFixed(2)}\t${line.question.kind}\t${line.text}\t${known.file}: ${known.text}\n`,
    );
  process.stderr.write(`${language}: ${near.length} of ${development.length} development lines are near-duplicates\n`);
}
