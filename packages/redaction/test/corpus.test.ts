import { expect, test } from 'vitest';
import { findSecrets } from '../src/redact.ts';
import type { Secret } from '../src/secret.ts';
import { readCorpus } from './corpus.ts';

const covers = (found: Secret, secret: Secret) =>
  found.kind === secret.kind && found.start <= secret.start && found.end >= secret.end;
/** A removal counts as right when it takes a secret and at most a bit of punctuation with it. */
const isRight = (found: Secret, secrets: readonly Secret[]) =>
  secrets.some((secret) => covers(found, secret) && found.end - found.start <= secret.end - secret.start + 2);

test('on the labelled corpus at least 95% of the secrets go, and 95% of what goes is a secret', ({ annotate }) => {
  const lines = readCorpus();
  const measured = lines.map(({ text, secrets }) => {
    const found = findSecrets(text);
    return {
      text,
      missed: secrets.filter((secret) => !found.some((one) => covers(one, secret))),
      wrong: found.filter((one) => !isRight(one, secrets)),
      secrets: secrets.length,
      found: found.length,
    };
  });
  const total = (count: (line: (typeof measured)[number]) => number) =>
    measured.reduce((sum, line) => sum + count(line), 0);
  const recall = 1 - total(({ missed }) => missed.length) / total(({ secrets }) => secrets);
  const precision = 1 - total(({ wrong }) => wrong.length) / total(({ found }) => found);
  const mistakes = measured.filter(({ missed, wrong }) => missed.length + wrong.length > 0);
  console.info(
    `redaction corpus: ${lines.length} lines, ${total(({ secrets }) => secrets)} secrets, ` +
      `recall ${recall.toFixed(3)}, precision ${precision.toFixed(3)}`,
  );
  for (const { text, missed, wrong } of mistakes)
    console.info(`  missed ${missed.length}, wrong ${wrong.length}: ${text}`);
  void annotate(`recall ${recall.toFixed(3)}, precision ${precision.toFixed(3)}`);
  expect(lines.length).toBeGreaterThanOrEqual(300);
  expect(recall).toBeGreaterThanOrEqual(0.95);
  expect(precision).toBeGreaterThanOrEqual(0.95);
});
