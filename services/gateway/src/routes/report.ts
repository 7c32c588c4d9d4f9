import { instantSchema, type ReportAnswer, reportInputSchema, reportSchema } from '@acebuddy/contracts';
import { reportCsv } from '@acebuddy/metrics';
import { z } from 'zod';
import type { GatewayDeps } from '../deps.ts';
import { errorResponses } from '../http/error-body.ts';
import type { GatewayApp } from '../http/gateway-app.ts';

const { total, groups, definitions } = reportSchema.shape;
const { formula, inputs, measured, hours, money } = reportSchema.shape.impact.shape;
const impactSchema = z.object({
  formula,
  inputs: z.object({
    hour_cost: inputs.shape.hourCost,
    currency: inputs.shape.currency,
    minutes_saved: inputs.shape.minutesSaved,
  }),
  measured,
  hours,
  money,
  assumed_hours: z.number(),
  money_per_100_tickets: z.number().nullable(),
  money_per_year: z.number(),
});

const bodySchema = z.object({
  success: z.literal(true),
  from: z.iso.date(),
  to: z.iso.date(),
  by: z.string(),
  tz: z.string(),
  definitions,
  total,
  groups,
  impact: impactSchema,
  timestamp: instantSchema,
});

/** The figures, for people and for spreadsheets. Nothing in them is about a person. */
export function registerReportRoute(app: GatewayApp, { conversation, now }: GatewayDeps): void {
  const { from, to, by, tz } = reportInputSchema.shape;
  const schema = {
    tags: ['administration'],
    security: [{ apiKey: [] }],
    summary: 'Tickets, outcomes, times, satisfaction, success rates and savings; `Accept: text/csv` for one table',
    querystring: z.object({
      from: from.meta({ description: 'First day; 29 days before the last one when left out' }),
      to: to.meta({ description: 'Last day, included; today when left out' }),
      by: by.meta({ description: 'What a row is' }),
      tz: tz.meta({ description: 'IANA zone that days are counted in; that of the business hours when left out' }),
    }),
    response: {
      200: { content: { 'application/json': { schema: bodySchema }, 'text/csv': { schema: z.string() } } },
      ...errorResponses(400, 401, 403, 422, 503, 504),
    },
  };
  app.get('/admin/report', { schema }, async (request, reply) => {
    const report = await conversation.report(request.query);
    reply.header('vary', 'accept');
    if (prefersCsv(request.headers.accept)) {
      const name = `acebuddy-report-${report.from}-${report.to}.csv`;
      reply.header('content-disposition', `attachment; filename="${name}"`).type('text/csv; charset=utf-8');
      return reportCsv(report) as never;
    }
    return toBody(report, now()) as never;
  });
}

function prefersCsv(accept = ''): boolean {
  const kinds = accept.split(',').map((kind) => kind.split(';')[0]?.trim().toLowerCase());
  const csv = kinds.indexOf('text/csv');
  const json = kinds.indexOf('application/json');
  return csv >= 0 && (json < 0 || csv < json);
}

function toBody(report: ReportAnswer, now: Date): z.input<typeof bodySchema> {
  const { zone, impact, ...rest } = report;
  const { hourCost, currency, minutesSaved } = impact.inputs;
  const { formula: how, measured: counted, hours: saved, money: worth } = impact;
  return {
    success: true,
    ...rest,
    tz: zone,
    impact: {
      formula: how,
      inputs: { hour_cost: hourCost, currency, minutes_saved: minutesSaved },
      measured: counted,
      hours: saved,
      money: worth,
      assumed_hours: impact.assumedHours,
      money_per_100_tickets: impact.moneyPer100Tickets,
      money_per_year: impact.moneyPerYear,
    },
    timestamp: now.toISOString(),
  };
}
