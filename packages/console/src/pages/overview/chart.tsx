import { useEffect, useEffectEvent, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { themeChoice } from '../../state/choices.ts';
import { chartOptions } from './chart-options.ts';
import { stacked } from './stacked.ts';

export interface ChartSeries {
  readonly name: string;
  readonly values: readonly (number | null)[];
  /** Number of its colour. */
  readonly ink: number;
}

interface ChartProps {
  readonly title: string;
  readonly days: readonly string[];
  readonly unit: string;
  readonly kind: 'lines' | 'stack';
  readonly series: readonly ChartSeries[];
  /** The day under the pointer. */
  readonly onPoint: (index: number | null) => void;
}

const heightPx = 200;

export function Chart({ title, days, unit, kind, series, onPoint }: ChartProps) {
  const place = useRef<HTMLDivElement>(null);
  // Colours are read anew when the theme changes.
  const theme = themeChoice.use();
  const point = useEffectEvent(onPoint);
  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    const values = kind === 'stack' ? stacked(series) : series.map((each) => each.values);
    // The highest stack is drawn first, so that those below it are seen.
    const order = kind === 'stack' ? [...series.keys()].reverse() : [...series.keys()];
    const inks = order.map((index) => series[index]?.ink ?? 0);
    const moments = days.map((day) => Date.parse(`${day}T00:00:00Z`) / 1_000);
    const data = [moments, ...order.map((index) => values[index])] as uPlot.AlignedData;
    const make = () =>
      new uPlot(chartOptions({ element, inks, unit, kind, heightPx, onPoint: (index) => point(index) }), data, element);
    let chart = make();
    const again = () => {
      chart.destroy();
      chart = make();
    };
    const resize = new ResizeObserver(() => chart.setSize({ width: element.clientWidth, height: heightPx }));
    resize.observe(element);
    const dark = matchMedia('(prefers-color-scheme: dark)');
    dark.addEventListener('change', again);
    return () => {
      dark.removeEventListener('change', again);
      resize.disconnect();
      chart.destroy();
    };
  }, [days, series, unit, kind, theme]);
  return (
    <div ref={place} className="chart" role="img" aria-label={`${title}, by day. The button Table shows the values.`} />
  );
}
