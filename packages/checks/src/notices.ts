import type { CheckId } from './catalogue.ts';
import type { CheckReport } from './check.ts';

/** What a sentence of the start is about; the titles of the others say it themselves. */
const subjects: Partial<Record<CheckId, string>> = {
  zoho: 'Zoho Desk',
  mail: 'mails',
  webhook: 'the webhook',
  salesiq: 'SalesIQ',
  clock: 'the clock',
  disk: 'the disk',
};

/** One sentence, without the last dot, for each thing that is not well: who starts the product must not learn it from customers. */
export function noticesOf(reports: readonly CheckReport[]): string[] {
  return reports.flatMap((report) => {
    if (report.state !== 'warning' && report.state !== 'problem') return [];
    const isOfSetting = /^[A-Z][A-Z_]+ is not set/.test(report.what);
    const subject = isOfSetting ? '' : `${subjects[report.id] ?? report.title}: `;
    const said = `${subject}${report.what}: ${report.mend.replace(/\.$/, '')}`;
    return [report.state === 'problem' ? `NOT READY: ${said}` : said];
  });
}
