import { rulesBeforeTable } from '@acebuddy/contracts';
import { type QuestionKind, questionKinds } from '@acebuddy/detection';
import type { Precedence } from '../dialogue/precedence.ts';
import type { Pattern } from '../frames/patterns.ts';
import type { DecidedRow } from './trace.ts';

/** `answer at choice`, `yes at frame cancel`, `after_ticket`: where in `precedence.yaml` or `patterns` it is written. */
export function rowName(
  { afterTicket }: Pick<Precedence, 'afterTicket'>,
  { row, frame, command }: DecidedRow,
  kind: QuestionKind,
): string {
  if (command === afterTicket.command) return 'after_ticket';
  return frame === null ? `${row} at ${kind}` : `${row} at frame ${frame}`;
}

/** Every name there is. */
export function rowNames(table: Precedence, patterns: Iterable<Pattern>): string[] {
  return [
    ...table.rows.flatMap((row) => questionKinds.map((kind) => `${row} at ${kind}`)),
    ...[...patterns].flatMap(({ frame, on }) => Object.keys(on).map((row) => `${row} at frame ${frame}`)),
    'after_ticket',
    ...rulesBeforeTable,
  ];
}
