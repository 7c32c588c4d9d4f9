import { figures } from './figures.ts';
import type { Report, ReportGroup } from './report.ts';

const header = ['table', 'group', 'figure', 'title', 'unit', 'value', 'of'];

/** Every table of a report as one CSV (RFC 4180), a line a value: spreadsheets filter and pivot it. */
export function reportCsv(report: Pick<Report, 'total' | 'groups'>): string {
  const lines = [report.total, ...report.groups].flatMap(linesOf);
  return [header, ...lines].map((line) => `${line.map(cell).join(',')}\r\n`).join('');
}

type Line = readonly (string | number | null)[];

function linesOf({ key, figures: values, breakdowns }: ReportGroup): Line[] {
  const own = figures.map(({ id, title, unit }): Line => {
    const { value = null, of = null } = values[id] ?? {};
    return ['figures', key, id, title, unit, value, of];
  });
  const parts = Object.entries(breakdowns).flatMap(([table, counts]) =>
    Object.entries(counts).map(([name, value]): Line => [table, key, name, name, 'count', value, null]),
  );
  return [...own, ...parts];
}

/** Words that come from files of the operator must not become formulas of a spreadsheet. */
function cell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(Math.round(value * 10_000) / 10_000);
  const text = /^[=+\-@\t]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
