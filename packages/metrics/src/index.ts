export { type BusinessHours, dateIn, daysBetween } from './calendar.ts';
export { countingVersion, packDay, unpackDay } from './day-text.ts';
export type { ApprovalFact, ChatFact, MailFact, RatingFact, TicketFact } from './fact.ts';
export { type Fact, type FactRow, minuteOf, type RunFact, type RunOutcome, spanOf, toFact, toRow } from './fact.ts';
export { breakdowns, type Figure, type FigureValue, figures } from './figures.ts';
export { metricsPage } from './metrics-page.ts';
export * from './report.ts';
export { reportCsv } from './report-csv.ts';
export { packSheet, unpackSheets } from './sheet.ts';
