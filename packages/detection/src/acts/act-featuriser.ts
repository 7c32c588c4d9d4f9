import { FeatureBag } from '../engine/feature-bag.ts';
import { HashIndex } from '../engine/hash-index.ts';
import type { Token } from '../engine/tokens.ts';
import { type Block, createBlockWeigher } from '../engine/weigh-block.ts';
import type { WordVectors } from '../engine/word-vectors.ts';
import { type Bags, collectFeatures, type Span } from './act-features.ts';
import type { ActText } from './act-words.ts';
import type { LanguageWords } from './language.ts';
import { type QuestionView, questionGroups } from './question-view.ts';

export interface Vocabulary {
  readonly blockWeights: readonly number[];
  /** Length of the averaged word vector, once plain and once crossed with the group of the question. */
  readonly vectorWeight: number;
  readonly keys: readonly Uint32Array[];
  readonly rarity: readonly Float32Array[];
}

/** The block of flags: each is worth the weight of its block, however many there are. */
export const flagBlock = 4;

export function createBags(): Bags {
  return [new FeatureBag(12), new FeatureBag(12), new FeatureBag(13), new FeatureBag(13), new FeatureBag(10)];
}

export interface ActFeaturiser {
  /** Columns in all, the bias being the last. */
  readonly columns: number;
  run(
    message: ActText,
    span: Span,
    question: QuestionView,
    language: LanguageWords,
    emit: (column: number, value: number) => void,
    /** Takes the averaged word vector and the number of the question's group in place of two runs of `emit`. */
    takeAverage?: (average: Float32Array, group: number) => void,
  ): void;
}

/** `vectors`: those of the language, null for a language that has none. */
export function createActFeaturiser(vocabulary: Vocabulary, vectors: WordVectors | null): ActFeaturiser {
  const bags = createBags();
  let offset = 0;
  const blocks = vocabulary.keys.map((keys, number) => {
    const block: Block = {
      index: new HashIndex(keys),
      rarity: vocabulary.rarity[number] as Float32Array,
      weight: vocabulary.blockWeights[number] ?? 0,
      offset,
      isFlags: number === flagBlock,
    };
    offset += keys.length;
    return block;
  });
  const vectorAt = offset;
  const average = new Float32Array(vectors?.dimensions ?? 0);
  const columns = offset + average.length * (1 + questionGroups.length) + 1;
  const weigh = createBlockWeigher(13);
  return {
    columns,
    run(message, span, question, language, emit, takeAverage) {
      collectFeatures(bags, message, span, question, language);
      for (let number = 0; number < blocks.length; number += 1) {
        const block = blocks[number];
        const bag = bags[number];
        if (!block || !bag || block.weight === 0) continue;
        weigh(bag, block, emit);
      }
      if (vectors) {
        vectors.average(toTokens(message, span), average);
        for (let dimension = 0; dimension < average.length; dimension += 1)
          average[dimension] = (average[dimension] as number) * vocabulary.vectorWeight;
        const group = questionGroups.indexOf(question.group);
        if (takeAverage) takeAverage(average, group);
        else {
          const crossed = vectorAt + average.length * (1 + group);
          for (let dimension = 0; dimension < average.length; dimension += 1) {
            emit(vectorAt + dimension, average[dimension] as number);
            emit(crossed + dimension, average[dimension] as number);
          }
        }
      }
      emit(columns - 1, 1);
    },
  };
}

function toTokens(message: ActText, span: Span): Token[] {
  return message.words
    .slice(span.from, span.to)
    .filter((word) => word.kind === 'word')
    .map((word) => ({ text: word.text, start: word.start, length: word.end - word.start }));
}
