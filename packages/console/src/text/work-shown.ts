import type { WorkItem } from '../api/types.ts';
import type { WorkSearch } from '../state/list-search.ts';
import words from './words.json' with { type: 'json' };

type Shown = Pick<WorkItem, 'service' | 'kind' | 'status'>;

/** Whether a row of Work fits the filters. `stuck` without mails is what the overview counts as given-up work. */
export function isShown(item: Shown, { state, topic }: Pick<WorkSearch, 'state' | 'topic'>): boolean {
  if (topic !== undefined && isMail(item) !== (topic === 'mails')) return false;
  return state === undefined || (state === 'stuck' ? isStuck(item) : item.status === state);
}

/** The conversation lists nothing that goes on by itself: what it tries goes on in vain until somebody does something about it. */
const isStuck = ({ service, status }: Shown): boolean => status === 'dead' || service === 'conversation';

/** The overview counts these in a line of their own, and Mails lists them. */
const isMail = ({ service, kind }: Shown): boolean =>
  service === 'notifications' && Object.hasOwn(words.mailKinds, kind);
