import { useId, useState } from 'react';
import type { Cell } from '../../text/csv.ts';
import { figureText } from '../../text/figures.ts';
import { Button } from '../../ui/button.tsx';
import { CsvButton } from '../../ui/csv-button.tsx';
import { Chart, type ChartSeries } from './chart.tsx';

interface ChartCardProps {
  readonly title: string;
  /** Of the CSV file. */
  readonly name: string;
  readonly days: readonly string[];
  readonly unit: string;
  readonly kind: 'lines' | 'stack';
  /** What a day counts, where its title does not say it. */
  readonly note?: string;
  readonly series: readonly ChartSeries[];
  readonly csv: () => { header: readonly string[]; rows: readonly (readonly Cell[])[] };
}

/** A chart, the same as a table for whoever cannot see it, and as a file. */
export function ChartCard({ title, name, days, unit, kind, note, series, csv }: ChartCardProps) {
  const [isTable, setTable] = useState(false);
  const [at, setAt] = useState<number | null>(null);
  const id = useId();
  return (
    <section className="card chart-card" aria-labelledby={id}>
      <div className="card-head">
        <h3 id={id}>{title}</h3>
        <div className="card-actions">
          <Button tone="quiet" aria-label={`Table: ${title}`} aria-pressed={isTable} onClick={() => setTable(!isTable)}>
            Table
          </Button>
          <CsvButton name={name} label="CSV" about={title} table={csv} />
        </div>
      </div>
      {note && <p className="soft chart-note">{note}</p>}
      {isTable ? (
        <ChartTable title={title} days={days} unit={unit} series={series} />
      ) : (
        <>
          <Chart title={title} days={days} unit={unit} kind={kind} series={series} onPoint={setAt} />
          <ul className="legend" aria-label={`Legend of ${title}`}>
            {series.map((each) => (
              <li key={each.name}>
                <span className={`swatch s${each.ink}`} aria-hidden="true" />
                {each.name}
                {at !== null && <strong>{figureText(each.values[at] ?? null, unit)}</strong>}
              </li>
            ))}
            {at !== null && <li className="soft">{days[at]}</li>}
          </ul>
        </>
      )}
    </section>
  );
}

function ChartTable({ title, days, unit, series }: Pick<ChartCardProps, 'title' | 'days' | 'unit' | 'series'>) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="scroll chart-table" aria-label={`${title} by day`} tabIndex={0}>
      <table className="figures">
        <thead>
          <tr>
            <th scope="col">Day</th>
            {series.map(({ name }) => (
              <th key={name} scope="col" className="number">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {days.map((day, index) => (
            <tr key={day}>
              <th scope="row">{day}</th>
              {series.map(({ name, values }) => (
                <td key={name} className="number">
                  {figureText(values[index] ?? null, unit)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
