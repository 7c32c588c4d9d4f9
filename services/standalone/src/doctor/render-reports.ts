import { styleText } from 'node:util';
import type { CheckReport } from '@acebuddy/checks';

const marks = { ok: '✓', warning: '!', problem: '✗', skipped: '–' } as const;
const colours = { ok: 'green', warning: 'yellow', problem: 'red', skipped: 'dim' } as const;
const idChars = 12;

/** For people: a line for each thing, and what to do under what is not well. */
export function renderReports(reports: readonly CheckReport[]): string {
  const lines = reports.flatMap((report) => {
    const mark = styleText(colours[report.state], marks[report.state]);
    const line = `${mark} ${report.id.padEnd(idChars)} ${report.what}`;
    return 'mend' in report ? [line, `  ${' '.repeat(idChars)} → ${report.mend}`] : [line];
  });
  return `${lines.join('\n')}\n\n${sumUp(reports)}\n`;
}

function sumUp(reports: readonly CheckReport[]): string {
  const count = (state: CheckReport['state']) => reports.filter((report) => report.state === state).length;
  const [problems, warnings] = [count('problem'), count('warning')];
  if (problems + warnings === 0) return 'All is well.';
  const told = [...(problems > 0 ? [`${problems} to mend`] : []), ...(warnings > 0 ? [`${warnings} to look at`] : [])];
  return `${told.join(', ')}. What each line looks at: docs/deployment.md, "Checklist".`;
}

/** For programs. */
export function toJson(reports: readonly CheckReport[]): string {
  const ok = reports.every(({ state }) => state !== 'problem');
  return `${JSON.stringify({ ok, checks: reports }, null, 2)}\n`;
}
