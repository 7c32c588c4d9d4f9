import type { StandaloneConfig } from '../config.ts';
import type { DemoReport } from './fill.ts';

/** Figures that tell whether every page has something to show. */
const shown = [
  'runs',
  'outcome_solved',
  'outcome_assumed_solved',
  'outcome_ticket',
  'outcome_waiting_approval',
  'outcome_handed_over',
  'outcome_handover_failed',
  'outcome_abandoned_ticket',
  'outcome_abandoned',
  'outcome_withdrawn',
] as const;

/** What was made, and how to look at it. */
export function renderSummary(made: DemoReport, config: StandaloneConfig, seconds: number): string {
  const { figures } = made.report.total;
  const titles = new Map(made.report.definitions.map(({ id, title }) => [id, title]));
  const lines = shown.map(
    (id) => `  ${(titles.get(id) ?? id).padEnd(26)}${String(figures[id]?.value ?? 0).padStart(6)}`,
  );
  const where = config.MONGODB_URI === undefined ? `DATA_DIR=${config.DATA_DIR}` : 'the same MONGODB_URI and DATA_DIR';
  const host = `http://${config.HOST}:${config.PORT || 8_000}`;
  return `
${made.chats} chats, ${made.tickets} tickets and ${made.mails} mails, all invented, in ${seconds.toFixed(0)} s:
${lines.join('\n')}

To see them: ${where} npx -y pnpm start, then open ${host}/console
`;
}
