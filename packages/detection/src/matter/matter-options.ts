import type { EngineOptions } from '../engine/engine-options.ts';
import type { MatterKind } from './matter-lines.ts';

/** Settings of the matter head, chosen by cross-validation on its training lines. */
export const matterOptions: EngineOptions = {
  blocks: [
    { kinds: [{ kind: 'words', longest: 2, gap: 2, pairs: 0, stems: false }], weight: 1, textsMin: 1 },
    { kinds: [{ kind: 'characters', shortest: 2, longest: 5, acrossWords: false }], weight: 1, textsMin: 2 },
  ],
  vectorWeight: 2,
  annotations: [],
  cost: 1,
  positiveWeight: 1,
  balance: 0.5,
  epochsMax: 30,
  tolerance: 0.1,
};

/** A kind is read from this chance on; the urgent five put an agent to work at once, so they have to be surer. */
export const matterBars: Readonly<Record<MatterKind, number>> = {
  security_incident: 0.6,
  data_loss: 0.6,
  office_down: 0.6,
  leaver_signed_on: 0.6,
  physical_danger: 0.6,
  billing: 0.5,
  contact: 0.5,
  complaint: 0.5,
};
