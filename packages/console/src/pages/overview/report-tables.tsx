import { Link } from '@tanstack/react-router';
import type { Report } from '../../api/types.ts';
import { useMe } from '../../state/zone.ts';
import { countText, figureText } from '../../text/figures.ts';
import { reportTable } from '../../text/report-table.ts';
import { readable, wordOf } from '../../text/words.ts';
import { CsvButton } from '../../ui/csv-button.tsx';
import { Empty } from '../../ui/states.tsx';

const columns = [
  'runs',
  'completion_rate',
  'outcome_solved',
  'tickets',
  'escalation_rate',
  'satisfaction',
  'understood_at_once',
  'hours_saved',
];

export function WorkflowTable({ report }: { report: Report }) {
  const { workflows } = useMe();
  const shown = columns.flatMap((id) => report.definitions.filter((definition) => definition.id === id));
  const nameOf = (key: string) =>
    key === 'none' ? 'Without a workflow' : (workflows.find(({ id }) => id === key)?.name ?? readable(key));
  const { currency } = report.impact.inputs;
  return (
    <section className="card" aria-labelledby="workflows-title">
      <div className="card-head">
        <h3 id="workflows-title">By workflow</h3>
        <CsvButton name="by-workflow" table={() => reportTable(report)} label="Workflows as CSV" />
      </div>
      {report.groups.length === 0 ? (
        <Empty title="No workflow ran in this period" />
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <section className="scroll" aria-label="Figures by workflow" tabIndex={0}>
          <table className="figures by-workflow">
            <thead>
              <tr>
                <th scope="col">Workflow</th>
                {shown.map(({ id, title }) => (
                  <th key={id} scope="col" className="number">
                    {title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {[...report.groups]
                .sort((left, right) => (right.figures.runs?.value ?? 0) - (left.figures.runs?.value ?? 0))
                .map(({ key, figures }) => (
                  <tr key={key}>
                    <th scope="row">
                      {key === 'none' ? (
                        nameOf(key)
                      ) : (
                        <Link to="/conversations" search={{ workflow: key }}>
                          {nameOf(key)}
                        </Link>
                      )}
                    </th>
                    {shown.map(({ id, unit, title }) => (
                      <td key={id} className="number">
                        <span className="phone-only">{title}</span>
                        {figureText(figures[id]?.value ?? null, unit, currency)}
                      </td>
                    ))}
                  </tr>
                ))}
            </tbody>
          </table>
        </section>
      )}
    </section>
  );
}

/** Counts that are read by a name of their own: which team, why a person was wanted. */
export function Breakdowns({ report }: { report: Report }) {
  const shown = Object.entries(report.total.breakdowns).filter(([, counts]) => Object.keys(counts).length > 0);
  if (shown.length === 0) return null;
  return (
    <section className="card" aria-labelledby="breakdowns-title">
      <div className="card-head">
        <h3 id="breakdowns-title">Counted by name</h3>
        <CsvButton
          name="breakdowns"
          label="Counts as CSV"
          table={() => ({
            header: ['table', 'name', 'count'],
            rows: shown.flatMap(([table, counts]) =>
              Object.entries(counts).map(([name, count]) => [table, name, count]),
            ),
          })}
        />
      </div>
      <div className="breakdowns">
        {shown.map(([table, counts]) => (
          <table key={table} className="figures">
            <caption>{wordOf('breakdowns', table)}</caption>
            <tbody>
              {Object.entries(counts)
                .sort(([, left], [, right]) => right - left)
                .map(([name, count]) => (
                  <tr key={name}>
                    <th scope="row">{readable(name)}</th>
                    <td className="number">{countText(count)}</td>
                  </tr>
                ))}
            </tbody>
          </table>
        ))}
      </div>
    </section>
  );
}
