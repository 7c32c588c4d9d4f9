import { oneOf, type Search, withoutUnset } from './read-search.ts';

export const timelineKinds = ['message', 'desk', 'mail', 'agent', 'approval', 'audit'] as const;
export type TimelineKind = (typeof timelineKinds)[number];

/** How one conversation is looked at. */
export interface TimelineSearch {
  readonly view?: 'timeline';
  /** Only this kind of entry. */
  readonly kind?: TimelineKind;
}

export function readTimelineSearch({ view, kind }: Search): TimelineSearch {
  return withoutUnset({ view: oneOf(view, ['timeline']), kind: oneOf(kind, timelineKinds) });
}
