import { readFileSync } from 'node:fs';
import { bundledWorkflows } from './bundled-workflows.ts';
import { createDetector, type Detector } from './detector.ts';
import { developmentFile, developmentFileOf, realDevelopmentFile } from './development-files.ts';
import { domainOffsets } from './domain/options.ts';
import { createTopicReading } from './domain/topic-reading.ts';
import { loadTopicRules } from './domain/topic-rules.ts';
import { createClassifier } from './engine/classifier.ts';
import { loadWordVectors } from './engine/word-vectors.ts';
import { type Evaluation, evaluate } from './evaluate.ts';
import { languagesOf, trainModel } from './model-source.ts';
import { nearDuplicates } from './near-duplicates.ts';
import { parseJsonLines, readTrainingData } from './training-data.ts';
import { trainingTexts } from './training-texts.ts';

/** Figures of a language other than English: shares, rounded to four places. */
export interface LanguageCard {
  readonly development: Readonly<Record<string, number>>;
  readonly crossValidation: Readonly<Record<string, number>>;
  /** Accuracy on the development set with a quarter, half and all of the language's lines. */
  readonly curve: readonly { readonly lines: number; readonly accuracy: number }[];
}

export function measureLanguage(language: string, crossValidation: Record<string, number>): LanguageCard {
  return {
    development: toLanguageFigures(evaluateLanguage(language)),
    crossValidation,
    curve: learningCurve(language),
  };
}

/** Evaluates the bundled detector on the development lines of a language that come near no training line. */
export function evaluateLanguage(
  language: string,
  detector: Pick<Detector, 'detect'> = createDetector({ workflows: bundledWorkflows() }),
): Evaluation {
  return evaluate(detector, unseenLanguageLines(language).join('\n'), `dev-${language}.jsonl`);
}

/** What must not drop. */
export function toLanguageFigures(evaluation: Evaluation): Record<string, number> {
  const { accuracy, inScope, noneRecall, macroF1 } = evaluation;
  return Object.fromEntries(
    Object.entries({ accuracy, inScope, noneRecall, macroF1 }).map(([name, value]) => [name, round(value)]),
  );
}

export function unseenLanguageLines(language: string): string[] {
  const file = developmentFileOf(language);
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  const texts = parseJsonLines(lines.join('\n'), file.pathname).map(({ text }) => text);
  const known = readTrainingData(language).map(({ text }) => text);
  const near = new Set(nearDuplicates(texts, known).map(({ text }) => text));
  return lines.filter((_, index) => !near.has(texts[index] ?? ''));
}

function learningCurve(language: string): { lines: number; accuracy: number }[] {
  const vectors = loadWordVectors();
  const texts = trainingTexts(bundledWorkflows());
  const isOwn = texts.map((line) => line.language === language);
  return [4, 2, 1].map((part) => {
    const some = texts.filter((_, index) => isOwn[index] !== true || index % part === 0);
    const languages = languagesOf(some, { vectors });
    const classifier = createClassifier(trainModel(some, languages, vectors), vectors, domainOffsets);
    const detect = createTopicReading(classifier, languages, loadTopicRules());
    return {
      lines: some.filter((line) => line.language === language).length,
      accuracy: round(evaluateLanguage(language, { detect }).accuracy),
    };
  });
}

/**
 * How often the language of a development line is read rightly, by language; lines in languages that nobody speaks here count as
 * right when they are called foreign.
 */
export function languageFigures(languages: readonly string[]): Record<string, number> {
  const detector = createDetector({ workflows: bundledWorkflows() });
  const english = [developmentFile, realDevelopmentFile].flatMap((file) => linesOf(file));
  const share = (texts: readonly string[], isRight: (text: string) => boolean): number =>
    round(texts.filter(isRight).length / Math.max(1, texts.length));
  const isIn = (tag: string) => (text: string) => {
    const { language, foreign } = detector.detect(text);
    return language?.tag === tag && foreign !== true;
  };
  const own = english.filter(({ kind }) => kind !== foreignKind).map(({ text }) => text);
  const foreign = english.filter(({ kind }) => kind === foreignKind).map(({ text }) => text);
  return {
    en: share(own, isIn('en')),
    ...Object.fromEntries(
      languages.map((tag) => [
        tag,
        share(
          linesOf(developmentFileOf(tag)).map(({ text }) => text),
          isIn(tag),
        ),
      ]),
    ),
    foreign: share(foreign, (text) => detector.detect(text).foreign === true),
  };
}

const foreignKind = 'none_language';

function linesOf(file: URL): { text: string; kind: string }[] {
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => {
      const { text, kind } = JSON.parse(line) as { text: string; kind?: string };
      return { text, kind: kind ?? '' };
    });
}

function round(value: number): number {
  return Math.round(value * 10000) / 10000;
}
