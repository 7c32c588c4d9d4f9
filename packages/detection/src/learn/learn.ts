import { createActReader } from '../acts/act-reader.ts';
import { actLanguages } from '../acts/reader.ts';
import { type DetectableWorkflow, openTopics } from '../detector.ts';
import { type Artifact, decodeArtifact, encodeArtifact } from './artifact.ts';
import { compareActs, compareTopics } from './compared-lines.ts';
import { type ComparedGroup, compareLines } from './comparison.ts';
import { isHeldOut } from './held-out.ts';
import { learnActs } from './learn-acts.ts';
import type { LearnLine } from './learn-line.ts';
import { learnTopics } from './learn-topics.ts';
import { type MessageReading, openLearned, UnfitModelError } from './learned-reading.ts';

export interface LearnRequest {
  readonly workflows: readonly DetectableWorkflow[];
  readonly lines: readonly LearnLine[];
  /** The learned model in force; null: the shipped one. One that cannot be used here counts as the shipped one. */
  readonly current: Uint8Array | null;
  readonly cacheFolder?: string;
}

export interface LearnProgress {
  readonly phase: 'topics' | 'acts' | 'comparison';
  /** Of acts. */
  readonly language: string | null;
  /** Of the phase, 0 to 1. */
  readonly share: number;
}

export interface Learned {
  /** The new model; without anything in it, where no label says anything that can be learned, what is shipped. */
  readonly model: Uint8Array;
  readonly groups: readonly ComparedGroup[];
  readonly learnedFrom: number;
  readonly heldOut: number;
}

/**
 * Learns from the labels beside the shipped lines, and compares with the model in force on the same lines. Takes from some seconds
 * (topics) to a minute a language (acts), and holds the thread: `createLearner` has one for it. The same input gives the same model.
 */
export function learn(request: LearnRequest, onProgress: (progress: LearnProgress) => void): Learned {
  const { workflows, lines, current, cacheFolder } = request;
  const cache = cacheFolder === undefined ? {} : { cacheFolder };
  const learned = lines.filter((line) => !isHeldOut(line));
  const heldOut = lines.filter(isHeldOut);
  const artifact: Artifact = {
    topics: learnTopics({
      workflows,
      lines: learned,
      cacheFolder,
      onProgress: (share) => onProgress({ phase: 'topics', language: null, share }),
    }),
    acts: learnActs({
      lines: learned,
      cacheFolder,
      onProgress: (language, share) => onProgress({ phase: 'acts', language, share }),
    }),
  };
  onProgress({ phase: 'comparison', language: null, share: 0 });
  const model = encodeArtifact(artifact);
  const topics = openTopics({ workflows, ...cache });
  const shipped = { readActs: createActReader(cache), languages: actLanguages() };
  const shippedReading: MessageReading = { detect: topics.detector.detect, readActs: shipped.readActs };
  const before = openCurrent(current, () => openLearned(current ?? new Uint8Array(), topics, shipped)) ?? {
    reading: shippedReading,
    artifact: nothingLearned,
  };
  const models = { before: before.reading, after: openLearned(model, topics, shipped) };
  const compared = { workflows, learned, heldOut };
  const of = [before.artifact, artifact];
  const byTopic = of.some((one) => one.topics !== null) ? compareTopics(compared, models) : [];
  onProgress({ phase: 'comparison', language: null, share: 0.5 });
  const languages = shipped.languages.filter((tag) =>
    of.some((one) => one.acts.some(({ language }) => language === tag)),
  );
  const byAct = compareActs(compared, languages, models);
  return { model, groups: compareLines([...byTopic, ...byAct]), learnedFrom: learned.length, heldOut: heldOut.length };
}

const nothingLearned: Artifact = { topics: null, acts: [] };

function openCurrent(
  bytes: Uint8Array | null,
  open: () => MessageReading,
): { readonly reading: MessageReading; readonly artifact: Artifact } | null {
  if (bytes === null) return null;
  try {
    return { reading: open(), artifact: decodeArtifact(bytes) };
  } catch (error) {
    if (error instanceof UnfitModelError) return null;
    throw error;
  }
}
