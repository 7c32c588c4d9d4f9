import { bestWorkflow } from './answer.ts';
import { bundledWorkflows } from './bundled-workflows.ts';
import { decide } from './domain/decide.ts';
import { domainOffsets } from './domain/options.ts';
import { readMessage } from './domain/read-message.ts';
import { loadTopicRules } from './domain/topic-rules.ts';
import { createClassifier } from './engine/classifier.ts';
import { accuracy, macroF1, reliability } from './engine/metrics.ts';
import { loadWordVectors } from './engine/word-vectors.ts';
import { lexiconOf, trainModel } from './model-source.ts';
import { noneLabel } from './training-data.ts';
import { trainingTexts } from './training-texts.ts';

const folds = 5;

/** The training lines judged by models that have not seen them: a second opinion beside the development set. */
export function crossValidate(): Record<string, number> {
  const vectors = loadWordVectors();
  const texts = trainingTexts(bundledWorkflows());
  const topics = loadTopicRules();
  const expected: string[] = [];
  const given: string[] = [];
  const points: { confidence: number; isRight: boolean }[] = [];
  for (let fold = 0; fold < folds; fold += 1) {
    const known = texts.filter((_, index) => foldOf(index) !== fold);
    const lexicon = lexiconOf(known, vectors);
    const classifier = createClassifier(trainModel(known, lexicon, vectors), vectors, domainOffsets);
    for (const line of texts.filter((_, index) => foldOf(index) === fold)) {
      const understanding = decide(readMessage(line.text, lexicon), classifier, { wording: lexicon.wording, topics });
      const answer = bestWorkflow(understanding) ?? noneLabel;
      expected.push(line.label);
      given.push(answer);
      points.push({ confidence: understanding.confidence, isRight: answer === line.label });
    }
  }
  const inScope = (label: string): boolean => label !== noneLabel;
  return {
    accuracy: round(accuracy(expected, given)),
    inScope: round(
      accuracy(
        expected.filter(inScope),
        given.filter((_, index) => inScope(expected[index] ?? '')),
      ),
    ),
    noneRecall: round(
      accuracy(
        expected.filter((label) => !inScope(label)),
        given.filter((_, index) => !inScope(expected[index] ?? '')),
      ),
    ),
    macroF1: round(macroF1(expected, given)),
    calibrationError: round(reliability(points).error),
  };
}

/** Spreads neighbouring lines, which are often of one sort, over the folds. */
function foldOf(index: number): number {
  return (Math.imul(index + 1, 2654435761) >>> 12) % folds;
}

function round(value: number): number {
  return Math.round(value * 10000) / 10000;
}
