import { breakdowns, figures } from './figures.ts';
import { impactFormula } from './report.ts';

const units = {
  count: 'number',
  share: '0 to 1',
  seconds: 's',
  minutes: 'min',
  hours: 'h',
  messages: 'messages',
  money: 'currency',
} as const;

/** `docs/metrics.md`: the definitions that the code computes by. A test keeps the file as it is written here. */
export function metricsPage(): string {
  const rows = figures.map(
    ({ id, title, definition, unit, assumed }) =>
      `| \`${id}\` | ${title} | ${definition}${assumed === true ? ' (**assumed**)' : ''}. | ${units[unit]} |`,
  );
  return `# Metrics

<!-- Made from packages/metrics/src/figures.ts: change the definitions there, then \`vitest run packages/metrics -u\`. -->

What \`GET /admin/report\` answers, each figure defined once. They are computed from facts, rows without persons and texts that
outlive the chats they tell of ([ADR 25](adr/0025-facts-ride-in-the-commit.md)).

\`\`\`bash
curl -H "Authorization: Bearer <key>" 'http://127.0.0.1:8000/admin/report?from=2026-11-01&to=2026-11-30&by=workflow'
curl -H "Authorization: Bearer <key>" -H 'Accept: text/csv' 'http://127.0.0.1:8000/admin/report?by=day&tz=Europe/Berlin'
\`\`\`

\`from\` and \`to\` are days in the zone \`tz\`, both included; without them it is today and the 29 days before. \`by\` is \`day\`, \`workflow\`,
\`priority\` or \`language\`. \`tz\` is the zone of the operator's business hours where it is left out. A value comes with \`of\`, what it was
computed from: a share of 1 out of 2 says little.

## Where things count

- A fact counts on the day on which it began: a run with its first message, a ticket when it was promised, a mail when it became due,
  a rating when it was given, an approval when it was asked for. What becomes known later (the ticket is closed three weeks on)
  changes that day's figures.
- Messages count with the run they belong to, on its day.
- Times are kept in whole minutes; durations of answers in milliseconds, of tickets in seconds.
- Of chats from before facts were kept, only what their records tell is known; shares leave out what is not known.

## Figures

| id | title | definition | unit |
|---|---|---|---|
${rows.join('\n')}

Beside them come ${Object.entries(breakdowns)
    .map(([id, { title }]) => `\`${id}\` (${title.toLowerCase()})`)
    .join(', ')}.

## Impact

\`${impactFormula}\`

- **Measured**: the runs and tickets of the period.
- **Assumed**: \`minutes_saved\` of each workflow, as its file says (\`impact\`), or as \`impact.minutes_saved\` of the operator's file says; and
  \`impact.hour_cost\` (25 by default), in the currency of \`currency\`. Both stand in the answer. Runs that are only assumed solved stand apart
  (\`assumed_hours\`), in no sum.
- As people quote it: the money of 100 tickets of the period, and the period's money carried on for 365 days. The console carries it on
  from the first chat, where the period before had none, and says from how many days.
`;
}
