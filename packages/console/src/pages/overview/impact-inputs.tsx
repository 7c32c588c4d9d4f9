import { useState } from 'react';
import type { Report } from '../../api/types.ts';
import { hourCostMax, minutesMax, type WhatIf, whatIfChoice } from '../../state/what-if.ts';
import { useMe } from '../../state/zone.ts';
import { countText, moneyText } from '../../text/figures.ts';
import { type ImpactInputs as Inputs, operatorLines, savedRuns } from '../../text/impact.ts';
import { readable } from '../../text/words.ts';
import { CsvButton } from '../../ui/csv-button.tsx';

interface ImpactInputsProps {
  readonly inputs: Inputs;
  readonly whatIf: WhatIf;
  readonly own: Report['impact']['inputs'];
  readonly byWorkflow: Report;
}

/** The assumptions, each of which may be tried out; nothing of it leaves the browser. */
export function ImpactInputs({ inputs, whatIf, own, byWorkflow }: ImpactInputsProps) {
  const { workflows } = useMe();
  const runs = new Map(byWorkflow.groups.map((group) => [group.key, savedRuns(group)]));
  const ids = [...new Set([...Object.keys(own.minutesSaved), ...runs.keys()])].filter((id) => id !== 'none');
  const nameOf = (id: string) => workflows.find((each) => each.id === id)?.name ?? readable(id);
  const rows = ids
    .map((id) => ({ id, name: nameOf(id), runs: runs.get(id) ?? 0, minutes: inputs.minutesSaved[id] ?? 0 }))
    .sort((left, right) => right.runs * right.minutes - left.runs * left.minutes);
  const lines = operatorLines(inputs, own);
  const savedMoney = (count: number, minutes: number) => ((count * minutes) / 60) * inputs.hourCost;
  const setMinutes = (id: string, value: number) =>
    whatIfChoice.set({ ...whatIf, minutesSaved: { ...whatIf.minutesSaved, [id]: value } });
  return (
    <details className="impact-inputs">
      <summary>Try other inputs: cost of an hour, minutes saved by workflow</summary>
      <p className="soft">Changes are computed here, kept in this browser, and marked above. Nobody else sees them.</p>
      <div className="field inline">
        <span aria-hidden="true">Cost of an hour ({own.currency})</span>
        <AmountField
          label={`Cost of an hour in ${own.currency}`}
          value={inputs.hourCost}
          max={hourCostMax}
          onChange={(hourCost) => whatIfChoice.set({ ...whatIf, hourCost })}
        />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="scroll" aria-label="Minutes saved by workflow" tabIndex={0}>
        <table className="figures">
          <thead>
            <tr>
              <th scope="col">Workflow</th>
              <th scope="col" className="number">
                Runs (measured)
              </th>
              <th scope="col" className="number">
                Minutes saved a run (assumed)
              </th>
              <th scope="col" className="number">
                Money saved
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ id, name, runs: count, minutes }) => (
              <tr key={id}>
                <th scope="row">{name}</th>
                <td className="number">{countText(count)}</td>
                <td className="number">
                  <AmountField
                    label={`Minutes saved by a run of ${name}`}
                    value={minutes}
                    max={minutesMax}
                    onChange={(value) => setMinutes(id, value)}
                  />
                </td>
                <td className="number">{moneyText(savedMoney(count, minutes), own.currency)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <CsvButton
        name="impact"
        label="Impact as CSV"
        table={() => ({
          header: ['workflow', 'runs', 'minutes saved a run', 'cost of an hour', 'money saved'],
          rows: rows.map((row) => [row.id, row.runs, row.minutes, inputs.hourCost, savedMoney(row.runs, row.minutes)]),
        })}
      />
      {lines && (
        <div className="operator-lines">
          <p>
            To make it so for everybody, write this into the operator’s file (<code>zoho_desk_config.json</code>) and
            start again:
          </p>
          <pre>
            <code>{lines}</code>
          </pre>
        </div>
      )}
    </details>
  );
}

interface AmountFieldProps {
  readonly label: string;
  readonly value: number;
  readonly max: number;
  readonly onChange: (value: number) => void;
}

/** While one types it may hold anything; only numbers within the limits count. */
function AmountField({ label, value, max, onChange }: AmountFieldProps) {
  const [text, setText] = useState<string | null>(null);
  const change = (typed: string) => {
    setText(typed);
    const amount = Number(typed);
    if (typed.trim() !== '' && amount >= 0 && amount <= max) onChange(amount);
  };
  return (
    <input
      type="number"
      className="amount"
      aria-label={label}
      min={0}
      max={max}
      step="any"
      value={text ?? String(value)}
      onChange={({ target }) => change(target.value)}
      onBlur={() => setText(null)}
    />
  );
}
