import type { Classifier } from '../engine/classifier.ts';
import { noneLabel } from '../training-data.ts';
import type { Understanding } from '../understanding.ts';
import { toDocument } from './document.ts';
import { findOthers } from './others.ts';
import type { ReadMessage } from './read-message.ts';

/** The one threshold, fixed on development data: a best workflow below this chance is asked about ("A or B?"). */
export const sureFrom = 0.5;
const alternativesMax = 3;
const alternativeFrom = 0.03;

export function decide(message: ReadMessage, classifier: Classifier): Understanding {
  if (message.words.length === 0)
    return { outcome: 'none', workflow: null, confidence: 1, alternatives: [], others: [] };
  const ranked = classifier.rank(toDocument(message));
  const best = ranked[0];
  const alternatives = ranked
    .filter((scored) => scored.label !== noneLabel)
    .slice(0, alternativesMax)
    .filter((scored, index) => index < 2 || scored.probability >= alternativeFrom)
    .map((scored) => ({ workflow: scored.label, confidence: scored.probability }));
  if (!best || best.label === noneLabel)
    return { outcome: 'none', workflow: null, confidence: best?.probability ?? 1, alternatives, others: [] };
  const isSure = best.probability >= sureFrom || alternatives.length < 2;
  return {
    outcome: isSure ? 'match' : 'unsure',
    workflow: isSure ? best.label : null,
    confidence: best.probability,
    alternatives,
    others: findOthers(message, best.label, classifier),
  };
}
