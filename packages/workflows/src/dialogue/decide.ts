import type { QuestionKind } from '@acebuddy/detection';
import type { Pattern } from '../frames/patterns.ts';
import type { Heard } from './heard.ts';
import { type MatterRule, type Precedence, phases, type Row } from './precedence.ts';

/** What is to be tried for one act: the first of the commands that applies is done. */
export interface Decision {
  readonly row: Row;
  /** The question outside the steps whose own row it is; null: a row of the table. */
  readonly frame: string | null;
  readonly commands: readonly string[];
}

/** Where a name or an address may look like words of any language. */
const asksValue: ReadonlySet<QuestionKind> = new Set(['name', 'email', 'phone', 'date', 'number', 'code']);

type Read = Pick<Heard, 'acts' | 'matter' | 'topic'>;

/**
 * From what was read to what is done, in order: what is said beside, what is taken, what is told, where the talk goes next;
 * within a phase as it was read, the primary act first.
 */
export function decide(table: Precedence, read: Read, kind: QuestionKind, pattern: Pattern | null): Decision[] {
  const decisions = rowsOf(table, read, kind).map((row) => {
    const own = (pattern?.on as Partial<Record<Row, readonly string[]>> | undefined)?.[row];
    const before = table.before(row, kind, pattern?.frame ?? null);
    const frame = own === undefined ? null : (pattern?.frame ?? null);
    return { row, frame, commands: [...before, ...(own ?? table.cell(row, kind))] };
  });
  const phaseOf = ({ commands: [first = ''] }: Decision) => phases.indexOf(table.phaseOf(first));
  return decisions
    .map((decision, at) => ({ decision, at }))
    .sort((a, b) => phaseOf(a.decision) - phaseOf(b.decision) || a.at - b.at)
    .map(({ decision }) => decision);
}

/** The rows that a message stands in. A matter outside of the topics takes the place of what it is asked or told with. */
function rowsOf(table: Precedence, read: Read, kind: QuestionKind): Row[] {
  const { acts, topic } = read;
  if (topic?.foreign === true && !asksValue.has(kind)) return ['other_language'];
  const own: Row[] = acts.length === 0 ? ['unsure'] : [...new Set(acts.map(({ act }) => act))];
  const row = matterRow(table, read, kind);
  if (row === null) return own;
  return [row, ...own.filter((other) => phases.indexOf(table.phaseOf(table.cell(other, kind)[0] ?? '')) === 0)];
}

function topicComesFirst({ topic_first: first }: MatterRule, confidence: number, topic: Read['topic']): boolean {
  if (first === undefined || topic?.outcome !== 'match' || topic.workflow === null) return false;
  return first.of.includes(topic.workflow) || confidence < first.below;
}

function matterRow(table: Precedence, { acts, matter, topic }: Read, kind: QuestionKind): 'urgent' | 'matter' | null {
  const rule = matter === null ? undefined : table.matters[matter.kind];
  if (matter === null || rule === undefined) return null;
  if (matter.confidence < (kind === 'guide' ? Math.max(rule.from, rule.at_step) : rule.from)) return null;
  if (acts.length > 0 && acts.every(({ act }) => table.noMatter.has(act))) return null;
  if (topicComesFirst(rule, matter.confidence, topic)) return null;
  return rule.row === 'urgent' || kind === 'idle' || kind === 'closing' ? rule.row : null;
}
