export { type BusinessHours, daysBetween } from './calendar.ts';
export * from './fact.ts';
export { breakdowns, type Figure, type FigureValue, figures } from './figures.ts';
export { metricsPage } from './metrics-page.ts';
export * from './report.ts';
export { reportCsv } from './report-csv.ts';
