import { readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { goals } from './bench/goals.ts';
import { readPublicSet } from './bench/public-set.ts';
import { runSet } from './bench/run-set.ts';
import { bundledWorkflows } from './bundled-workflows.ts';
import { crossValidate } from './cross-validate.ts';
import { createDetector } from './detector.ts';
import { developmentFile, realDevelopmentFile } from './development-files.ts';
import { defaultLanguage } from './domain/wording.ts';
import { normalise } from './engine/normalise.ts';
import { tokenise } from './engine/tokens.ts';
import { loadWordVectors, wordVectorsFile } from './engine/word-vectors.ts';
import { type Evaluation, evaluate } from './evaluate.ts';
import { bundledModelFile } from './model-store.ts';
import { type LanguageCard, languageFigures, measureLanguage } from './score-language.ts';
import { trainingTexts } from './training-texts.ts';

/** Shares by name, rounded to four places: what the score card keeps and its test compares. */
export interface ScoreCard {
  readonly development: Readonly<Record<string, number>>;
  /** Real people's wording. */
  readonly realWording: Readonly<Record<string, number>>;
  readonly crossValidation: Readonly<Record<string, number>>;
  /** The other languages, by their tag. */
  readonly languages: Readonly<Record<string, LanguageCard>>;
  /** How often the language of a message is read rightly. */
  readonly languageReading: Readonly<Record<string, number>>;
  readonly publicSets: Readonly<Record<string, number>>;
  /** Model and word vectors together. */
  readonly modelBytes: number;
}

/** Evaluates the bundled detector on the lines of the development set that are not, word for word, training lines as well. */
export function evaluateDevelopment(): Evaluation {
  const detector = createDetector({ workflows: bundledWorkflows() });
  return evaluate(detector, unseenLines().join('\n'), 'dev.jsonl');
}

/** The same on the set of real people's wording. */
export function evaluateRealWording(): Evaluation {
  const detector = createDetector({ workflows: bundledWorkflows() });
  return evaluate(detector, unseenLines(realDevelopmentFile).join('\n'), 'dev-real.jsonl');
}

/** Short messages ("account locked", "thank you") were written by both authors; such lines prove nothing. */
export function unseenLines(file: URL = developmentFile): string[] {
  const known = new Set(trainingTexts(bundledWorkflows()).map((line) => plain(line.text)));
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !known.has(plain(String(JSON.parse(line).text))));
}

function plain(text: string): string {
  return tokenise(normalise(text))
    .map((token) => token.text)
    .join(' ');
}

export function measure(): { card: ScoreCard; evaluation: Evaluation; real: Evaluation } {
  const evaluation = evaluateDevelopment();
  const real = evaluateRealWording();
  const { [defaultLanguage]: crossValidation = {}, ...others } = crossValidate();
  const cards = Object.entries(others).map(
    ([language, figures]) => [language, measureLanguage(language, figures)] as const,
  );
  return {
    card: {
      development: toFigures(evaluation),
      realWording: toRealFigures(real),
      crossValidation,
      languages: Object.fromEntries(cards),
      languageReading: languageFigures(Object.keys(others)),
      publicSets: measurePublicSets(goals.map((goal) => goal.set)),
      modelBytes: modelBytes(),
    },
    evaluation,
    real,
  };
}

export function modelBytes(): number {
  return statSync(bundledModelFile).size + statSync(fileURLToPath(wordVectorsFile)).size;
}

/** The figures of the development set that must not drop. */
export function toFigures(evaluation: Evaluation): Record<string, number> {
  const kinds = evaluation.kinds.filter((kind) => !kind.kind.startsWith('none_'));
  return {
    accuracy: round(evaluation.accuracy),
    inScope: round(evaluation.inScope),
    noneRecall: round(evaluation.noneRecall),
    macroF1: round(evaluation.macroF1),
    ...Object.fromEntries(kinds.map((kind) => [kind.kind, round(kind.accuracy)])),
  };
}

/** The figures of real wording that must not drop. */
export function toRealFigures(evaluation: Evaluation): Record<string, number> {
  return {
    accuracy: round(evaluation.accuracy),
    acceptable: round(evaluation.acceptable),
    inScope: round(evaluation.inScope),
    noneRecall: round(evaluation.noneRecall),
  };
}

/** Accuracy (and `name auroc`) of the sets that are there. */
export function measurePublicSets(names: readonly string[]): Record<string, number> {
  const vectors = loadWordVectors();
  const figures: Record<string, number> = {};
  for (const name of names) {
    const set = readPublicSet(name);
    if (!set) continue;
    const result = runSet(set, vectors);
    figures[name] = round(result.accuracy);
    if (result.auroc !== null) figures[`${name} auroc`] = round(result.auroc);
  }
  return figures;
}

function round(value: number): number {
  return Math.round(value * 10000) / 10000;
}
