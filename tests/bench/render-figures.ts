export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** Null for figures that are only shown. */
  readonly goal: number | null;
  readonly better: 'more' | 'less';
  readonly reached: boolean;
}

/** One table, in Markdown, so that it can go into the documents as it is. */
export function renderFigures(figures: readonly Figure[]): string {
  const rows = figures.map(({ name, value, unit, goal, better, reached }) => {
    const shown = value >= 100 ? value.toFixed(0) : value.toPrecision(value < 1 ? 2 : 3);
    const wanted = goal === null ? '' : `${better === 'more' ? '≥' : '≤'} ${goal} ${unit}`;
    return `| ${name} | ${shown} ${unit} | ${wanted} | ${goal === null ? '' : reached ? 'reached' : 'MISSED'} |`;
  });
  return ['| figure | measured | goal | |', '|---|---|---|---|', ...rows].join('\n');
}
