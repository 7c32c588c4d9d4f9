import { createActClassifier } from '../acts/act-classifier.ts';
import { decodeActModel } from '../acts/act-model-file.ts';
import type { ActReader } from '../acts/act-reader.ts';
import { createActReading } from '../acts/read-acts.ts';
import { type Detector, detectWith, type OpenedTopics } from '../detector.ts';
import { decodeModel } from '../engine/model-file.ts';
import { type Artifact, decodeArtifact } from './artifact.ts';
import { withFamiliarWords } from './familiar-words.ts';
import { actsBase, actsOf } from './learn-acts.ts';

/** What reads messages: topics and acts. */
export interface MessageReading {
  readonly detect: Detector['detect'];
  readonly readActs: ActReader;
}

/** A learned model cannot be used here: why, in a sentence without the last dot. */
export class UnfitModelError extends Error {
  override readonly name = 'UnfitModelError';
}

/**
 * What is shipped, with the learned models in their places.
 *
 * @throws UnfitModelError for bytes that are no whole model, and for one that was made beside other lines, word lists or code
 */
export function openLearned(
  bytes: Uint8Array,
  topics: OpenedTopics,
  shipped: { readonly readActs: ActReader; readonly languages: readonly string[] },
): MessageReading {
  const artifact = decode(bytes);
  const unfit = [
    ...(artifact.topics !== null && artifact.topics.base !== topics.base ? ['topics'] : []),
    ...artifact.acts
      .filter(({ language, base }) => base !== actsBase(language))
      .map(({ language }) => `acts in "${language}"`),
  ];
  if (unfit.length > 0)
    throw new UnfitModelError(
      `The learned model was made beside other training lines or another release (${unfit.join(', ')})`,
    );
  try {
    return { detect: detectOf(artifact, topics), readActs: readActsOf(artifact, shipped) };
  } catch (cause) {
    throw new UnfitModelError('The learned model cannot be read', { cause });
  }
}

function decode(bytes: Uint8Array): Artifact {
  try {
    return decodeArtifact(bytes);
  } catch (cause) {
    throw new UnfitModelError('The learned model cannot be read', { cause });
  }
}

function detectOf({ topics: learned }: Artifact, { detector, languages }: OpenedTopics): Detector['detect'] {
  return learned === null
    ? detector.detect
    : detectWith(decodeModel(learned.model), withFamiliarWords(languages, learned.words));
}

function readActsOf(
  { acts }: Artifact,
  { readActs, languages }: { readonly readActs: ActReader; readonly languages: readonly string[] },
): ActReader {
  const readings = new Map(
    acts.map(({ language, model }) => {
      const { own } = actsOf(language);
      return [language, createActReading(createActClassifier(decodeActModel(model), own), own)] as const;
    }),
  );
  return (text, question, language) => {
    const tag = language.toLowerCase().split(/[-_]/)[0] ?? '';
    // Whatever has no data of its own is read as English.
    const learned = readings.get(languages.includes(tag) ? tag : 'en');
    return learned?.(text, question) ?? readActs(text, question, language);
  };
}
