import { bestWorkflow } from './answer.ts';
import { bundledWorkflows } from './bundled-workflows.ts';
import { domainOffsets } from './domain/options.ts';
import { createTopicReading } from './domain/topic-reading.ts';
import { loadTopicRules } from './domain/topic-rules.ts';
import { createClassifier } from './engine/classifier.ts';
import { accuracy, macroF1, reliability } from './engine/metrics.ts';
import { loadWordVectors } from './engine/word-vectors.ts';
import { languagesOf, trainModel } from './model-source.ts';
import { noneLabel } from './training-data.ts';
import { trainingTexts } from './training-texts.ts';

const folds = 5;

interface Judged {
  readonly language: string;
  readonly expected: string;
  readonly given: string;
  readonly confidence: number;
}

/** The training lines of each language judged by models that have not seen them: a second opinion beside the development sets. */
export function crossValidate(): Record<string, Record<string, number>> {
  const vectors = loadWordVectors();
  const texts = trainingTexts(bundledWorkflows());
  const topics = loadTopicRules();
  const judged = Array.from({ length: folds }, (_, fold) => fold).flatMap((fold): Judged[] => {
    const known = texts.filter((_, index) => foldOf(index) !== fold);
    const languages = languagesOf(known, { vectors });
    const classifier = createClassifier(trainModel(known, languages, vectors), vectors, domainOffsets);
    const read = createTopicReading(classifier, languages, topics);
    return texts
      .filter((_, index) => foldOf(index) === fold)
      .map(({ text, label, language = '' }) => {
        const understanding = read(text);
        const given = bestWorkflow(understanding) ?? noneLabel;
        return { language, expected: label, given, confidence: understanding.confidence };
      });
  });
  const known = [...new Set(judged.map(({ language }) => language))];
  return Object.fromEntries(
    known.map((language) => [language, figuresOf(judged.filter((one) => one.language === language))]),
  );
}

function figuresOf(judged: readonly Judged[]): Record<string, number> {
  const share = (lines: readonly Judged[]): number =>
    round(
      accuracy(
        lines.map(({ expected }) => expected),
        lines.map(({ given }) => given),
      ),
    );
  return {
    accuracy: share(judged),
    inScope: share(judged.filter(({ expected }) => expected !== noneLabel)),
    noneRecall: share(judged.filter(({ expected }) => expected === noneLabel)),
    macroF1: round(
      macroF1(
        judged.map(({ expected }) => expected),
        judged.map(({ given }) => given),
      ),
    ),
    calibrationError: round(
      reliability(judged.map(({ expected, given, confidence }) => ({ confidence, isRight: expected === given }))).error,
    ),
  };
}

/** Spreads neighbouring lines, which are often of one sort, over the folds. */
function foldOf(index: number): number {
  return (Math.imul(index + 1, 2654435761) >>> 12) % folds;
}

function round(value: number): number {
  return Math.round(value * 10000) / 10000;
}
