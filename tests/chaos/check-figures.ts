import { z } from 'zod';
import { asAdmin } from './local-key.ts';

const reportSchema = z.object({
  total: z.object({
    figures: z.record(z.string(), z.object({ value: z.number().nullable(), of: z.number().nullable() })),
    breakdowns: z.record(z.string(), z.record(z.string(), z.number())),
  }),
});
export type Figures = z.infer<typeof reportSchema>['total'];

/** What the product counts of the run, as a support lead sees it. */
export async function readFigures(url: string): Promise<Figures> {
  // A run may pass midnight.
  const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);
  const response = await fetch(`${url}/admin/report?from=${day(1)}&to=${day(0)}&by=day&tz=UTC`, {
    headers: asAdmin,
    signal: AbortSignal.timeout(15_000),
  });
  return reportSchema.parse(await response.json()).total;
}

/** What is so, as the desk and the sessions have it. */
export interface Counted {
  readonly tickets: number;
  readonly ratings: number;
}

/** Where the report says something else than the desk and the chats. Pure. */
export function checkFigures({ figures, breakdowns }: Figures, { tickets, ratings }: Counted): readonly string[] {
  const due = (kind: string) => breakdowns.mails_due_by_kind?.[kind] ?? 0;
  const pairs: readonly (readonly [string, number | null | undefined, number])[] = [
    ['tickets', figures.tickets?.value, tickets],
    ['promised requests', figures.ticket_success_ever?.of, tickets],
    ['requests whose ticket existed ever', figures.ticket_success_ever?.value, tickets === 0 ? 0 : 1],
    ['ratings', figures.ratings?.value, ratings],
    ['confirmations due', due('ticket_confirmation'), tickets],
    ['notices to the team due', due('team_notice'), tickets],
  ];
  return pairs
    .filter(([, told, counted]) => told !== counted && !(told === null && counted === 0))
    .map(([what, told, counted]) => `the report says ${told} ${what}, and there are ${counted}`);
}
