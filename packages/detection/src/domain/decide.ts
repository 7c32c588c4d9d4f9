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
/** So sure is a part of the only issue of a message that reads as none on the whole: the rest of it is no problem. */
const onlyFrom = 0.9;
/** From here on nothing in a message that reads as none is looked for. */
const surelyNoneFrom = 0.65;
/** Below `sureFrom` a best workflow stands all the same where no other comes near it: there is no "A or B?" to ask. */
const clear = { from: 0.4, times: 4 } as const;
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
  const isDoubtful = whole?.label === noneLabel && whole.probability < surelyNoneFrom && !message.isForeign;
  const only = isDoubtful ? onlyNamed(message, classifier, rules.wording) : null;
  if (only !== null) return matchOf(only, toAlternatives(ranked));
  if (!whole || whole.label === noneLabel || message.isForeign) {
    const confidence = whole?.label === noneLabel ? whole.probability : foreignConfidence;
    return { ...none(confidence, toAlternatives(ranked)), ...(message.isForeign && { foreign: true as const }) };
  }
  const issues = nameIssues(message, classifier, rules.wording);
  const best = firstNamed(ranked, whole, issues, rules.topics.requests);
  const alternatives = toAlternatives([best, ...ranked.filter((scored) => scored.label !== best.label)]);
  const isSure = best.probability >= sureFrom || standsClear(best, alternatives);
  return {
    outcome: isSure ? 'match' : 'unsure',
    workflow: isSure ? best.label : null,
    confidence: best.probability,
    alternatives,
    others: otherIssues(issues, best.label, message.words.length, rules.topics.partOf),
  };
}

/** "Great, third time this week the server is crawling. I already restarted my computer": one part tells it, the others nothing. */
function onlyNamed(message: ReadMessage, classifier: Classifier, wording: Wording): NamedIssue | null {
  const [first, ...others] = nameIssues(message, classifier, wording).filter(
    (issue) => issue.words >= onlyWordsMin && issue.probability >= onlyFrom,
  );
  return first === undefined || others.some(({ workflow }) => workflow !== first.workflow) ? null : first;
}
/** Shorter parts are words in passing. */
const onlyWordsMin = 3;

function matchOf(issue: NamedIssue, ranked: Understanding['alternatives']): Understanding {
  const { workflow, probability: confidence } = issue;
  const others = ranked.filter((candidate) => candidate.workflow !== workflow);
  return { outcome: 'match', workflow, confidence, alternatives: [{ workflow, confidence }, ...others], others: [] };
}

function standsClear(best: Scored, [, second]: Understanding['alternatives']): boolean {
  return best.probability >= clear.from && best.probability >= clear.times * (second?.confidence ?? 0);
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
