import type { RuleBeforeTable, TurnWhy } from '@acebuddy/contracts';
import type { Heard } from '../dialogue/heard.ts';
import type { Row } from '../dialogue/precedence.ts';

/** A row that the message stood in, with the first of its commands that applied; null: none did. */
export interface DecidedRow {
  readonly row: Row;
  /** The question outside the steps whose own row it was; null: a row of the table. */
  readonly frame: string | null;
  readonly command: string | null;
}

/** What a step notes of its own way while it goes it. Nothing is decided by it. */
export interface Trace {
  /** As it was read last. */
  heard: Heard | null;
  /** Where the run stood then. */
  at: TurnWhy['at'];
  readonly rows: DecidedRow[];
  /** What answered before the table was asked. */
  rule: RuleBeforeTable | null;
}

export const newTrace = (): Trace => ({ heard: null, at: null, rows: [], rule: null });
