import type { FigureDefinition } from '../api/types.ts';
import lists from './figure-groups.json' with { type: 'json' };

export interface FigureTile {
  readonly definition: FigureDefinition;
  /** The 90th percentile beside a median. */
  readonly p90: FigureDefinition | null;
}

export interface FigureGroup {
  readonly id: string;
  readonly title: string;
  readonly tiles: readonly FigureTile[];
}

/** The figures as the page lays them out. Those that no group names (of a newer release) come last: none is lost. */
export function groupFigures(definitions: readonly FigureDefinition[]): FigureGroup[] {
  const byId = new Map(definitions.map((definition) => [definition.id, definition]));
  const placed = new Set(lists.elsewhere);
  const tileOf = (id: string): FigureTile[] => {
    const definition = byId.get(id);
    placed.add(id);
    if (definition === undefined) return [];
    const partner = id.endsWith('_median') ? id.replace(/_median$/, '_p90') : '';
    placed.add(partner);
    return [{ definition, p90: byId.get(partner) ?? null }];
  };
  const named = lists.groups.map(({ id, title, figures }) => ({ id, title, tiles: figures.flatMap(tileOf) }));
  const others = definitions.filter(({ id }) => !placed.has(id)).flatMap(({ id }) => tileOf(id));
  return [...named, { id: 'more', title: 'More', tiles: others }].filter(({ tiles }) => tiles.length > 0);
}

export type Judgement = 'better' | 'worse' | null;

/** Whether a change is good news; null where it is neither. */
export function judge(id: string, direction: 'up' | 'down' | 'same'): Judgement {
  if (direction === 'same') return null;
  if (lists.better.up.includes(id)) return direction === 'up' ? 'better' : 'worse';
  if (lists.better.down.includes(id)) return direction === 'down' ? 'better' : 'worse';
  return null;
}
