import type { TurnOutcome } from '@acebuddy/workflows/testing';
import { Document, isMap, isSeq } from 'yaml';
import type { Item } from './turns-to-items.ts';

/** Facts of a script beside its turns; only what differs from what scripts have by themselves. */
export type Setting = Readonly<Record<string, string | boolean>>;

export interface ScriptText {
  readonly name: string;
  readonly setting: Setting;
  readonly items: readonly Item[];
  /** Of the items that are played, in order; what came back is what the script demands. None: it demands nothing. */
  readonly outcomes?: readonly TurnOutcome[];
  /** Further facts of turns, by their place among those that are played. */
  readonly more?: readonly Readonly<Record<string, unknown>>[];
  readonly head?: string;
}

/** The file. */
export function writeScript({ name, setting, items, outcomes, more = [], head }: ScriptText): string {
  const played = items.filter(({ play }) => play !== null);
  const turns = played.map(({ play }, at) => ({
    ...play,
    ...more[at],
    ...demanded(outcomes?.[at], outcomes?.[at - 1]),
  }));
  const document = new Document({ scripts: [{ name, ...setting, turns }] });
  if (head !== undefined) document.commentBefore = commented(head);
  const nodes = document.getIn(['scripts', 0, 'turns']);
  if (!isSeq(nodes)) throw new TypeError('a script has turns');
  let at = 0;
  let waiting: string[] = [];
  for (const item of items) {
    if (item.comment !== null) waiting.push(item.comment);
    if (item.play === null) continue;
    const outcome = outcomes?.[at];
    if (outcome !== undefined && isOtherwise(item, outcome)) waiting.push(otherwise(item, outcome));
    const node = nodes.items[at];
    if (isMap(node)) {
      node.flow = true;
      if (waiting.length > 0) node.commentBefore = commented(waiting.join('\n'));
    }
    waiting = [];
    at += 1;
  }
  if (waiting.length > 0) document.comment = commented(waiting.join('\n'));
  return document.toString({ lineWidth: 120, flowCollectionPadding: true });
}

const commented = (text: string): string => text.replaceAll(/^/gm, ' ');

/** Whether the chat was answered for another reason, or with other effects, than its script is. */
export function isOtherwise({ why }: Item, outcome: TurnOutcome): boolean {
  return why !== null && JSON.stringify(decidedBy(why)) !== JSON.stringify(decidedBy(outcome.why));
}

type Why = Item['why'];
const decidedBy = (why: Why) => [why?.rows.map(({ row }) => row) ?? [], why?.effects ?? []];

function otherwise({ why }: Item, outcome: TurnOutcome): string {
  return `OTHERWISE: the chat was answered by ${rowsOf(why)}, this script is by ${rowsOf(outcome.why)}`;
}

function rowsOf(why: Why): string {
  const rows = why?.rows.map(({ row }) => row).join(', ') ?? '';
  const effects = why?.effects.join(', ') ?? '';
  return `"${rows}"${effects === '' ? '' : ` with ${effects}`}`;
}

/** What changed with the turn: that alone, so that the script says one thing once. */
function demanded(now: TurnOutcome | undefined, before: TurnOutcome | undefined): Record<string, unknown> {
  if (now === undefined) return {};
  const { asks, pending, state, workflow, action, effects, suggestions } = now;
  // The key of guidance changes with its words.
  const isKeyed = asks?.includes(':') === true;
  return {
    ...(asks === null || isKeyed ? {} : { asks }),
    ...(isKeyed && suggestions.length > 0 ? { buttons: [...suggestions] } : {}),
    ...(pending === null ? {} : { pending }),
    ...(state === before?.state ? {} : { state }),
    ...(workflow === before?.workflow ? {} : { workflow }),
    ...(action === 'reply' ? {} : { action }),
    ...(effects.length === 0 ? {} : { effects: [...effects] }),
  };
}
