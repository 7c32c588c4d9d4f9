import type { Report } from '../../api/types.ts';
import { noWhatIf, whatIfChoice } from '../../state/what-if.ts';
import { useMe } from '../../state/zone.ts';
import { countText, figureText, moneyText } from '../../text/figures.ts';
import { impactOf, savedRuns, yearOf } from '../../text/impact.ts';
import { readable } from '../../text/words.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Info } from '../../ui/info.tsx';
import { ImpactInputs } from './impact-inputs.tsx';

interface ImpactCardProps {
  readonly report: Report;
  readonly byWorkflow: Report | null;
  /** How many days the sums are made of: what a year is carried on from. */
  readonly days: number;
}

/**
 * Hours and money saved, with their formula; measured and assumed apart; the inputs may be tried out where the counts by workflow
 * are known.
 */
export function ImpactCard({ report, byWorkflow, days }: ImpactCardProps) {
  const whatIf = whatIfChoice.use();
  const { impact } = report;
  const own = impact.inputs;
  const inputs = {
    hourCost: whatIf.hourCost ?? own.hourCost,
    minutesSaved: { ...own.minutesSaved, ...whatIf.minutesSaved },
  };
  const isChanged = byWorkflow !== null && (whatIf.hourCost !== null || Object.keys(whatIf.minutesSaved).length > 0);
  const shown = isChanged ? impactOf(byWorkflow.groups, inputs, impact.measured.tickets, days) : impact;
  const { workflows } = useMe();
  const minutes = (byWorkflow?.groups ?? [])
    .map((group) => ({
      name: workflows.find(({ id }) => id === group.key)?.name ?? readable(group.key),
      minutes: inputs.minutesSaved[group.key] ?? 0,
      runs: savedRuns(group),
    }))
    .filter(({ runs }) => runs > 0)
    .sort((left, right) => right.runs * right.minutes - left.runs * left.minutes);
  const money = (value: number) => moneyText(value, own.currency);
  return (
    <section id="impact" className="card impact" aria-labelledby="impact-title">
      <div className="card-head">
        <h3 id="impact-title">
          Impact
          <Info about="impact">
            <p>
              {impact.formula}. Runs that are only assumed solved are in no sum. The year is the average day of this
              period, from its first chat on where there was none before, × 365.
            </p>
          </Info>
        </h3>
        {isChanged && (
          <span className="what-if">
            <Badge tone="warn" icon="warn">
              What if: your own inputs, at this browser only
            </Badge>
            <Button tone="quiet" icon="retry" onClick={() => whatIfChoice.set(noWhatIf)}>
              Back to the operator’s
            </Button>
          </span>
        )}
      </div>
      <div className="impact-grid">
        <dl className="tiles impact-tiles">
          <Amount name="Money saved" value={money(shown.money)} more="in this period" />
          <Amount name="Hours saved" value={figureText(shown.hours, 'hours')} more="in this period" />
          <Amount
            name="Per 100 tickets"
            value={shown.moneyPer100Tickets === null ? '–' : money(shown.moneyPer100Tickets)}
            more={`of ${countText(impact.measured.tickets)} tickets`}
          />
          <Amount
            name="Per year"
            value={money(yearOf(shown.money, days))}
            more={days === 1 ? 'carried on from 1 day' : `carried on from ${days} days`}
          />
        </dl>
        <table className="figures">
          <caption>What it rests on</caption>
          <tbody>
            <tr>
              <th scope="row">
                Measured: runs solved, ticketed or waiting for approval <Badge tone="good">measured</Badge>
              </th>
              <td className="number">{countText(impact.measured.runs)}</td>
            </tr>
            <tr>
              <th scope="row">
                Cost of an hour <Badge tone="warn">assumed</Badge>
              </th>
              <td className="number">{money(isChanged ? inputs.hourCost : own.hourCost)}</td>
            </tr>
            {minutes.map(({ name, minutes: each, runs }) => (
              <tr key={name}>
                <th scope="row">
                  Minutes that a run of {name} saves, × {countText(runs)} runs <Badge tone="warn">assumed</Badge>
                </th>
                <td className="number">{countText(each)} min</td>
              </tr>
            ))}
            <tr>
              <th scope="row">
                Hours of runs that are only assumed solved, in no sum above <Badge tone="warn">assumed</Badge>
              </th>
              <td className="number">{figureText(shown.assumedHours, 'hours')}</td>
            </tr>
          </tbody>
        </table>
      </div>
      <p className="formula">
        <span className="soft">Formula </span>
        <code>{impact.formula}</code>
      </p>
      {byWorkflow && <ImpactInputs inputs={inputs} whatIf={whatIf} own={own} byWorkflow={byWorkflow} />}
    </section>
  );
}

function Amount({ name, value, more }: { name: string; value: string; more: string }) {
  return (
    <div className="tile">
      <dt>{name}</dt>
      <dd className="tile-value">{value}</dd>
      <dd className="tile-more">{more}</dd>
    </div>
  );
}
