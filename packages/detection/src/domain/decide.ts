import type { Classifier, Scored } from '../engine/classifier.ts';
import { noneLabel } from '../training-data.ts';
import type { Understanding } from '../understanding.ts';
import { toDocument } from './document.ts';
import { otherIssues } from './other-issues.ts';
import { choosePrimary, type NamedIssue, nameIssues } from './primary.ts';
import type { ReadMessage } from './read-message.ts';
import type { TopicRules } from './topic-rules.ts';
import type { Wording } from './wording.ts';

/** The one threshold, fixed on development data: a best workflow below this chance is asked about ("A or B?"). */
export const sureFrom = 0.55;
const alternativesMax = 3;
const alternativeFrom = 0.03;
/** How sure a part of a message must be of its workflow to count as an issue of its own. */
const partFrom = 0.7;
/** The whole message must give the first named issue at least this chance, or the whole stands. */
const primaryFrom = 0.15;

export interface DecisionRules {
  readonly wording: Wording;
  readonly topics: TopicRules;
}

export function decide(message: ReadMessage, classifier: Classifier, rules: DecisionRules): Understanding {
  if (message.words.length === 0) return none(1, []);
  const ranked = classifier.rank(toDocument(message));
  const whole = ranked[0];
  if (!whole || whole.label === noneLabel || message.isForeign) {
    const confidence = whole?.label === noneLabel ? whole.probability : foreignConfidence;
    return { ...none(confidence, toAlternatives(ranked)), ...(message.isForeign && { foreign: true as const }) };
  }
  const issues = nameIssues(message, classifier, rules.wording);
  const best = firstNamed(ranked, whole, issues, rules.topics.requests);
  const alternatives = toAlternatives([best, ...ranked.filter((scored) => scored.label !== best.label)]);
  const isSure = best.probability >= sureFrom;
  return {
    outcome: isSure ? 'match' : 'unsure',
    workflow: isSure ? best.label : null,
    confidence: best.probability,
    alternatives,
    others: otherIssues(issues, best.label, message.words.length, rules.topics.partOf),
  };
}

/** Share of messages that the language check sends to none rightly, on training and development lines. */
const foreignConfidence = 0.95;

function none(confidence: number, alternatives: Understanding['alternatives']): Understanding {
  return { outcome: 'none', workflow: null, confidence, alternatives, others: [] };
}

/** Rule 2 over the classifier's choice for the whole message; what is asked for stands whatever else is named (rule 1). */
function firstNamed(
  ranked: readonly Scored[],
  whole: Scored,
  issues: readonly NamedIssue[],
  requests: readonly string[],
): Scored {
  if (requests.includes(whole.label)) return whole;
  const primary = choosePrimary(issues, partFrom);
  const named = ranked.find((scored) => scored.label === primary);
  if (!named || named === whole || named.probability < primaryFrom) return whole;
  // The two share the chance of one message that names both; taken apart, the first one stands clear.
  return { ...named, probability: named.probability + whole.probability };
}

function toAlternatives(ranked: readonly Scored[]): Understanding['alternatives'] {
  return ranked
    .filter((scored) => scored.label !== noneLabel)
    .slice(0, alternativesMax)
    .filter((scored, index) => index < 2 || scored.probability >= alternativeFrom)
    .map((scored) => ({ workflow: scored.label, confidence: scored.probability }));
}
