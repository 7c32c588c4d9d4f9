import { figures } from '@acebuddy/metrics';
import { expect, it } from 'vitest';
import lists from './figure-groups.json' with { type: 'json' };
import { groupFigures, judge } from './figure-groups.ts';

const definitions = figures.map(({ id, title, definition, unit }) => ({ id, title, definition, unit, assumed: false }));
const shownIds = (groups: ReturnType<typeof groupFigures>) =>
  groups.flatMap(({ tiles }) => tiles.flatMap(({ definition, p90 }) => [definition.id, ...(p90 ? [p90.id] : [])]));

it('shows every figure that there is once, but for those of the impact card', () => {
  const ids = figures.map(({ id }) => id).filter((id) => !lists.elsewhere.includes(id));
  expect(shownIds(groupFigures(definitions)).sort()).toEqual(ids.sort());
});

it('names no figure that there is not', () => {
  const known = new Set(figures.map(({ id }) => id));
  const named = [...lists.groups.flatMap((group) => group.figures), ...lists.better.up, ...lists.better.down];
  expect(named.filter((id) => !known.has(id))).toEqual([]);
});

it('shows figures of a newer release, too', () => {
  const newer = { id: 'happiness', title: 'Happiness', definition: 'x', unit: 'count', assumed: false } as const;
  expect(shownIds(groupFigures([...definitions, newer])).at(-1)).toBe('happiness');
});

it('knows good news from bad', () => {
  expect(judge('satisfaction', 'up')).toBe('better');
  expect(judge('resolution_median', 'up')).toBe('worse');
  expect(judge('runs', 'up')).toBeNull();
  expect(judge('satisfaction', 'same')).toBeNull();
});
