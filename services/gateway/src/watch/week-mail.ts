import {
  type Attention,
  type ReportAnswer,
  type WeekFigure,
  type WeekLook,
  type WeekMail,
  weekLooksMax,
} from '@acebuddy/contracts';
import { z } from 'zod';
import list from './week-figures.json' with { type: 'json' };

/** The figures of the weekly mail, in its order, and in which direction each is better; null: neither is. */
const weekFigures = z
  .array(z.strictObject({ id: z.string(), better: z.enum(['more', 'less']).nullable() }))
  .parse(list);

/** So much worse than the week before, and computed from so many, a figure is worth a look. */
const worseMin = 0.1;
const countedMin = 10;

export interface WeekSources {
  readonly week: { readonly from: string; readonly to: string };
  readonly report: ReportAnswer;
  readonly before: ReportAnswer;
  readonly attention: readonly Attention[];
  /** Questions that are asked in vain, the worst first. */
  readonly questions: readonly Extract<WeekLook, { what: 'question' }>[];
}

/** The week's mail: its figures beside those of the week before, and the five things to look at. Pure. */
export function weekMail({ week, report, before, attention, questions }: WeekSources): WeekMail {
  const figures = weekFigures.flatMap(({ id }) => figureOf(id, report, before) ?? []);
  const [question, ...otherQuestions] = questions;
  const look: WeekLook[] = [
    ...attention.map((item) => ({ what: 'attention', item }) as const),
    ...(question === undefined ? [] : [question]),
    ...worseOnes(figures, report, before).map((figure) => ({ what: 'figure', figure }) as const),
    ...otherQuestions,
  ];
  return { ...week, currency: report.impact.inputs.currency, figures, look: look.slice(0, weekLooksMax) };
}

function figureOf(id: string, report: ReportAnswer, before: ReportAnswer): WeekFigure | null {
  const definition = report.definitions.find((known) => known.id === id);
  if (definition === undefined) return null;
  const valueIn = ({ total }: ReportAnswer) => total.figures[id]?.value ?? null;
  return { id, title: definition.title, unit: definition.unit, value: valueIn(report), before: valueIn(before) };
}

/** The worst first: by how much worse they are than the week before, in parts of that. */
function worseOnes(figures: readonly WeekFigure[], report: ReportAnswer, before: ReportAnswer): WeekFigure[] {
  const rated = figures.flatMap((figure) => {
    const worse = worseBy(figure);
    return worse >= worseMin && isCounted(figure.id, report) && isCounted(figure.id, before) ? [{ figure, worse }] : [];
  });
  return rated.toSorted((left, right) => right.worse - left.worse).map(({ figure }) => figure);
}

function worseBy({ id, value, before }: WeekFigure): number {
  const better = weekFigures.find((known) => known.id === id)?.better ?? null;
  if (better === null || value === null || before === null) return 0;
  const change = (value - before) / Math.max(Math.abs(before), Number.EPSILON);
  return better === 'more' ? -change : Math.min(change, 100);
}

/** A plain count tells by itself how many there are. */
function isCounted(id: string, { total }: ReportAnswer): boolean {
  const figure = total.figures[id];
  return (figure?.of ?? figure?.value ?? 0) >= countedMin || figure?.of === null;
}
