import type { ChartSeries } from './chart.tsx';

/** Each series on top of those before it: the bars of a day lie over each other. */
export function stacked(series: readonly ChartSeries[]): number[][] {
  const sums = series[0]?.values.map(() => 0) ?? [];
  return series.map(({ values }) =>
    values.map((value, day) => {
      sums[day] = (sums[day] ?? 0) + (value ?? 0);
      return sums[day];
    }),
  );
}
