import { expect, test } from 'vitest';
import type { Classifier } from '../engine/classifier.ts';
import { decide } from './decide.ts';
import { readMessage } from './read-message.ts';
import { loadTopicRules } from './topic-rules.ts';
import { loadWording } from './wording.ts';

const wording = loadWording();
const lexicon = { repair: (word: string) => word, isFamiliar: () => true, wording };
const rules = { wording, topics: loadTopicRules() };

/** Says the same of every text, best first. */
function fakeClassifier(...chances: readonly (readonly [string, number])[]): Classifier {
  const ranked = chances.map(([label, probability]) => ({ label, probability, score: probability }));
  const best = ranked[0] ?? { label: 'none', probability: 1, score: 1 };
  return {
    labels: ranked.map((scored) => scored.label),
    scores: () => new Float64Array(),
    best: () => best,
    rank: () => ranked,
  };
}

const message = readMessage('the screen is stuck', lexicon);

test('a clear best workflow is a match', () => {
  const found = decide(
    message,
    fakeClassifier(['monitor_setup', 0.8], ['server_slowness', 0.15], ['none', 0.05]),
    rules,
  );
  expect(found).toMatchObject({ outcome: 'match', workflow: 'monitor_setup', confidence: 0.8, others: [] });
});

test('two close ones are asked about, best first', () => {
  const found = decide(
    message,
    fakeClassifier(['monitor_setup', 0.48], ['server_slowness', 0.45], ['none', 0.07]),
    rules,
  );
  expect(found.outcome).toBe('unsure');
  expect(found.workflow).toBeNull();
  expect(found.alternatives.map((alternative) => alternative.workflow)).toEqual(['monitor_setup', 'server_slowness']);
});

test('none keeps the workflows that came near as alternatives', () => {
  const found = decide(message, fakeClassifier(['none', 0.6], ['monitor_setup', 0.3], ['server_slowness', 0.1]), rules);
  expect(found).toMatchObject({ outcome: 'none', workflow: null, confidence: 0.6 });
  expect(found.alternatives[0]?.workflow).toBe('monitor_setup');
});
