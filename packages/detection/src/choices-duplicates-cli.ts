import { choiceLanguages, choicesFolder, readChoiceDevelopmentLines, readChoiceLines } from './choices/choice-lines.ts';
import { nearDuplicates } from './near-duplicates.ts';

// Which development lines come near a training line; the score card leaves them out.
for (const language of choiceLanguages()) {
  const folder = new URL(`${language}/`, choicesFolder);
  const development = readChoiceDevelopmentLines(folder).map(({ text }) => text);
  const near = nearDuplicates(
    development,
    readChoiceLines(folder).map(({ text }) => text),
  );
  for (const { text, of, similarity } of near) process.stdout.write(`${similarity.toFixed(2)}\t${text}\t${of}\n`);
  process.stderr.write(`${language}: ${near.length} of ${development.length} development lines are near-duplicates\n`);
}
