import type { Classifier } from '../engine/classifier.ts';
import type { Document } from '../engine/featuriser.ts';
import { noneLabel } from '../training-data.ts';
import type { Understanding } from '../understanding.ts';

/** A best workflow below this chance, or this close to the next one, is asked about ("A or B?"). */
const sureFrom = 0.5;
const alternativesMax = 3;
const alternativeFrom = 0.03;

export function decide(document: Document, classifier: Classifier): Understanding {
  const ranked = classifier.rank(document);
  const best = ranked[0];
  const alternatives = ranked
    .filter((scored) => scored.label !== noneLabel)
    .slice(0, alternativesMax)
    .filter((scored, index) => index === 0 || scored.probability >= alternativeFrom)
    .map((scored) => ({ workflow: scored.label, confidence: scored.probability }));
  if (!best || best.label === noneLabel || document.tokens.length === 0)
    return { outcome: 'none', workflow: null, confidence: best?.probability ?? 1, alternatives, others: [] };
  const isSure = best.probability >= sureFrom || alternatives.length < 2;
  return {
    outcome: isSure ? 'match' : 'unsure',
    workflow: isSure ? best.label : null,
    confidence: best.probability,
    alternatives,
    others: [],
  };
}
