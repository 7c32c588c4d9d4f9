import uPlot from 'uplot';
import { figureText } from '../../text/figures.ts';

interface ChartSetup {
  readonly element: HTMLElement;
  /** Which colour each series has, in the order in which they are drawn. */
  readonly inks: readonly number[];
  readonly unit: string;
  readonly kind: 'lines' | 'stack';
  readonly heightPx: number;
  readonly onPoint: (index: number | null) => void;
}

const dayFormat = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'short' });

/** How a chart looks; colours come from the style sheet, whichever theme holds. */
export function chartOptions({ element, inks, unit, kind, heightPx, onPoint }: ChartSetup): uPlot.Options {
  const style = getComputedStyle(element);
  const colour = (name: string) => resolve(element, style.getPropertyValue(name));
  const font = `11px ${style.fontFamily}`;
  const axis = { stroke: colour('--soft'), font, grid: { stroke: colour('--line'), width: 1 }, ticks: { show: false } };
  const isStack = kind === 'stack';
  const bars = uPlot.paths.bars?.({ size: [0.7, 24], align: 0 });
  return {
    width: element.clientWidth,
    height: heightPx,
    legend: { show: false },
    padding: [10, 12, 0, 0],
    cursor: { y: false, drag: { x: false, y: false }, points: { show: !isStack } },
    scales: {
      x: { time: true, ...(isStack && { range: roomForBars }) },
      y: { range: (_plot, _low, high) => [0, unit === 'share' ? 1 : niceTop(high)] },
    },
    axes: [
      { ...axis, space: 60, values: (_plot, splits) => splits.map((split) => dayFormat.format(split * 1_000)) },
      { ...axis, size: 48, values: (_plot, splits) => splits.map((split) => figureText(split, unit)) },
    ],
    series: [
      {},
      ...inks.map((number): uPlot.Series => {
        const ink = colour(`--series-${number}`);
        if (!isStack) return { stroke: ink, width: 2, spanGaps: false, points: { show: false } };
        return { stroke: ink, fill: ink, width: 0, ...(bars && { paths: bars }), points: { show: false } };
      }),
    ],
    hooks: { setCursor: [({ cursor }) => onPoint(cursor.idx ?? null)] },
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1_000), 'UTC'),
  };
}

const halfDay = 43_200;
/** The first and the last bar are as wide as the others. */
const roomForBars = (_plot: uPlot, first: number, last: number): [number, number] => [first - halfDay, last + halfDay];

const niceTop = (high: number | null): number => Math.max(5, Math.ceil((high ?? 0) * 1.1));

/** Canvas knows no `light-dark()`: the browser says what the colour is at present. */
function resolve(element: HTMLElement, value: string): string {
  const probe = document.createElement('span');
  probe.style.color = value;
  element.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}
