import type { Report } from '../api/types.ts';
import type { Cell } from './csv.ts';

/** A report as one table: a row a group, a column a figure. The same for CSV of every card of the overview. */
export function reportTable(
  { definitions, groups, total, by }: Pick<Report, 'definitions' | 'groups' | 'total' | 'by'>,
  ids: readonly string[] = definitions.map(({ id }) => id),
): { header: string[]; rows: Cell[][] } {
  const shown = definitions.filter(({ id }) => ids.includes(id));
  return {
    header: [by, ...shown.map(({ title }) => title)],
    rows: [...groups, { ...total, key: 'total' }].map(({ key, figures }) => [
      key,
      ...shown.map(({ id }) => figures[id]?.value ?? null),
    ]),
  };
}

/** Total and the period before, a line a figure; the latter stays empty where it is not known. */
export function figuresTable(now: Report, before: Report | null): { header: string[]; rows: Cell[][] } {
  return {
    header: ['figure', 'title', 'unit', 'value', 'of', 'value before', 'of before', 'definition'],
    rows: now.definitions.map(({ id, title, unit, definition }) => [
      id,
      title,
      unit,
      now.total.figures[id]?.value ?? null,
      now.total.figures[id]?.of ?? null,
      before?.total.figures[id]?.value ?? null,
      before?.total.figures[id]?.of ?? null,
      definition,
    ]),
  };
}
