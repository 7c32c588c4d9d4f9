import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { bundledWorkflows } from '../src/bundled-workflows.ts';
import { createDetector } from '../src/detector.ts';
import { encodeModel } from '../src/engine/model-file.ts';
import { loadWordVectors } from '../src/engine/word-vectors.ts';
import { modelKey } from '../src/model-key.ts';
import { languagesOf, trainModel } from '../src/model-source.ts';
import { bundledModelFile, readModel } from '../src/model-store.ts';
import { modelBytes } from '../src/score.ts';
import { readTrainingData, trainingLanguages } from '../src/training-data.ts';
import { trainingTexts } from '../src/training-texts.ts';
import { readWorkflowExamples } from '../src/workflow-examples.ts';

const remedy = 'run `pnpm --filter @acebuddy/detection model` and look at the score card';
const texts = trainingTexts(bundledWorkflows());

describe('the checked-in model', () => {
  test('is the one of the training lines as they stand', () => {
    expect(createDetector({ workflows: bundledWorkflows() }).source, remedy).toBe('bundled');
  });

  test('comes out byte for byte when it is trained again', () => {
    const vectors = loadWordVectors();
    const bundled = readModel(bundledModelFile, modelKey(texts));
    const trained = trainModel(texts, languagesOf(texts, { vectors }), vectors);
    expect(bundled, remedy).not.toBeNull();
    if (bundled) expect(Buffer.from(encodeModel(trained)).equals(Buffer.from(encodeModel(bundled))), remedy).toBe(true);
  }, 240_000);

  test('stays under 5 MB together with the word vectors', () => {
    expect(modelBytes()).toBeLessThan(5_000_000);
  });

  test('serves the product as well: the examples of the workflow files are among its lines', () => {
    const known = new Set(texts.map((line) => line.text.trim().toLowerCase()));
    const missing = readWorkflowExamples().filter((line) => !known.has(line.text.trim().toLowerCase()));
    expect(missing, remedy).toEqual([]);
  });
});

describe.each(trainingLanguages())('the training lines: %s', (language) => {
  const lines = readTrainingData(language);

  test('hold at least 60 of every workflow and 300 of none', () => {
    const counts = new Map<string, number>();
    for (const line of lines) counts.set(line.label, (counts.get(line.label) ?? 0) + 1);
    const short = [...counts].filter(([label, count]) => count < (label === 'none' ? 300 : 60));
    expect(counts.size).toBe(14);
    expect(short).toEqual([]);
  });

  test('never say the same under two labels', () => {
    const labels = new Map<string, string>();
    const contradictions = lines.filter((line) => {
      const key = line.text.trim().toLowerCase();
      const held = labels.get(key);
      labels.set(key, line.label);
      return held !== undefined && held !== line.label;
    });
    expect(contradictions).toEqual([]);
  });
});

test('the development set holds at least 600 labelled lines', () => {
  const lines = readFileSync(new URL('../data/dev.jsonl', import.meta.url), 'utf8')
    .trim()
    .split('\n');
  expect(lines.length).toBeGreaterThanOrEqual(600);
});
