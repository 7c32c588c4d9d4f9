import { z } from 'zod';
import { extensibleEnum } from './extensible-enum.ts';
import { timeZoneSchema } from './time-zone.ts';

/** By what the rows of a report are told apart. */
export const reportGroupings = ['day', 'workflow', 'priority', 'language'] as const;
/** Most days of one report. */
export const reportDaysMax = 800;

/** Input of `conversation.report`. Without days: today and the 29 before it. */
export const reportInputSchema = z.object({
  /** First and last day in the zone, both included. */
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  by: z.enum(reportGroupings).default('day'),
  /** IANA zone that days are counted in; that of the business hours when left out. */
  tz: timeZoneSchema.optional(),
});
export type ReportInput = z.input<typeof reportInputSchema>;

const figureValueSchema = z.object({
  /** Null: there is nothing to compute it from. */
  value: z.number().nullable(),
  /** How many it was computed from; null for a plain count. */
  of: z.number().nullable(),
});

const reportGroupSchema = z.object({
  /** The day, workflow, priority or language; `none` where there is no such. */
  key: z.string(),
  /** By the id of the figure. */
  figures: z.record(z.string(), figureValueSchema),
  /** Counts by name, for example `tickets_by_team`. */
  breakdowns: z.record(z.string(), z.record(z.string(), z.number())),
});

/** What a figure means, for whoever shows it. */
export const figureDefinitionSchema = z.object({
  id: z.string(),
  title: z.string(),
  definition: z.string(),
  unit: extensibleEnum(['count', 'share', 'seconds', 'minutes', 'hours', 'messages', 'money']),
  /** It rests on an assumption beside what was measured. */
  assumed: z.boolean(),
});

/** Answer of `conversation.report`. */
export const reportSchema = z.object({
  from: z.iso.date(),
  to: z.iso.date(),
  by: extensibleEnum(reportGroupings),
  zone: z.string(),
  definitions: z.array(figureDefinitionSchema),
  total: reportGroupSchema,
  /** In the order of their keys; every day of the period, too, on which nothing happened. */
  groups: z.array(reportGroupSchema),
  impact: z.object({
    formula: z.string(),
    inputs: z.object({
      hourCost: z.number(),
      currency: z.string(),
      /** By workflow. */
      minutesSaved: z.record(z.string(), z.number()),
    }),
    measured: z.object({ runs: z.number(), tickets: z.number() }),
    hours: z.number(),
    money: z.number(),
    /** Of runs that are only assumed solved; in no sum. */
    assumedHours: z.number(),
    moneyPer100Tickets: z.number().nullable(),
    moneyPerYear: z.number(),
  }),
});
export type ReportAnswer = z.infer<typeof reportSchema>;
