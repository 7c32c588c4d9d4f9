import { precedence } from '../dialogue/precedence.ts';
import { patterns } from '../frames/patterns.ts';
import { rowNames } from '../why/row-names.ts';

/** Every name that a row of `TurnWhy` may have. */
export const allRowNames: ReadonlySet<string> = new Set(rowNames(precedence, patterns.values()));
