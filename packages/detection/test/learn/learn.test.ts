import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { bundledWorkflows } from '../../src/bundled-workflows.ts';
import type { DetectableWorkflow } from '../../src/detector.ts';
import { createReadings, type LearnLine, learn, objections } from '../../src/learn/index.ts';
import { nearDuplicates } from '../../src/near-duplicates.ts';
import { readTrainingData } from '../../src/training-data.ts';

const words = z.array(z.string());
const badges = z
  .object({ examples: words, labelled: words, unseen: words })
  .parse(parse(readFileSync(new URL('door-badges.yaml', import.meta.url), 'utf8')));

/** Training on all topics takes half a minute on a small machine: `pnpm test:release` does it, with `LEARN=whole`. */
const isWhole = process.env.LEARN === 'whole';
const some = ['email_issues', 'printer_issues'];
const workflows: DetectableWorkflow[] = [
  ...bundledWorkflows().filter(({ id }) => isWhole || some.includes(id)),
  { id: 'door_badges', name: 'Door badges', examples: badges.examples },
];

const labelled = (texts: readonly string[], workflow: string): LearnLine[] =>
  texts.map((text, index) => ({ text, language: 'en', group: `chat ${index}`, target: { head: 'topic', workflow } }));

const cut = isWhole ? 600_000 : 120_000;

describe('fifty labelled lines of a new kind', () => {
  test('are fifty, and nobody measures on what was learned', () => {
    expect(badges.labelled).toHaveLength(50);
    expect(nearDuplicates(badges.unseen, [...badges.labelled, ...badges.examples])).toEqual([]);
  });

  test('raise it on unseen lines by twenty points or more, and lower nothing beyond its error', {
    timeout: cut,
  }, () => {
    const readings = createReadings({ workflows });
    const right = () => badges.unseen.filter((text) => readings.detect(text).workflow === 'door_badges').length;
    const before = right() / badges.unseen.length;
    const { model, groups, heldOut } = learn(
      { workflows, lines: labelled(badges.labelled, 'door_badges'), current: null },
      () => {},
    );
    readings.use(model);
    const after = right() / badges.unseen.length;
    expect(heldOut).toBeGreaterThan(3);
    expect(after - before).toBeGreaterThanOrEqual(0.2);
    expect(objections(groups)).toEqual([]);
    expect(groups.filter(({ set, name }) => set === 'development' && name === 'printer_issues')).toHaveLength(1);
    readings.use(null);
    expect(right() / badges.unseen.length).toBe(before);
  });
});

test('a batch of wrong labels is refused, with what speaks against it', { timeout: cut }, () => {
  const printers = readTrainingData().filter(({ label }) => label === 'printer_issues');
  const wrong = printers
    .filter((_, index) => index % 4 === 0)
    .map(({ text }) => text)
    .slice(0, 50);
  const { groups } = learn({ workflows, lines: labelled(wrong, 'email_issues'), current: null }, () => {});
  expect(objections(groups).map(({ set, name }) => `${set} ${name}`)).toContain('labels email_issues');
});
