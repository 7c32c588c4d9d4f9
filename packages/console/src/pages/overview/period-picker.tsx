import { Link, useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import type { Report } from '../../api/types.ts';
import { useNow } from '../../state/now.ts';
import { type PeriodSearch, presetDays } from '../../state/period.ts';
import { useZone } from '../../state/zone.ts';
import { lastMonth } from '../../text/day-presets.ts';
import { dateIn, daysOf } from '../../text/days.ts';
import { figureText, moneyText } from '../../text/figures.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';

interface PeriodPickerProps {
  /** What the days saved, for the page that says so. @default null */
  readonly report?: Report | null;
  readonly period: PeriodSearch;
  readonly days: { readonly from: string; readonly to: string };
  /** @default How it goes */
  readonly title?: string;
  /** The first day that anything is known of, where the period before has too little to be compared with. @default null */
  readonly nothingBefore?: string | null;
  /** The page shows the period before beside it. @default true */
  readonly isCompared?: boolean;
}

/** Chooses the days of the page that it stands on. */
export function PeriodPicker({
  period,
  days,
  report = null,
  title = 'How it goes',
  nothingBefore = null,
  isCompared = true,
}: PeriodPickerProps) {
  const navigate = useNavigate();
  const zone = useZone();
  const month = lastMonth(dateIn(zone, useNow()));
  const isMonth = period.from === month.from && period.to === month.to;
  const isCustom = period.from !== undefined && !isMonth;
  const [isOpen, setOpen] = useState(isCustom);
  const pick = (search: PeriodSearch) => void navigate({ to: '.', search, replace: true, resetScroll: false });
  const current = isCustom || isMonth ? null : (period.days ?? 28);
  return (
    <section className="period" aria-label="Period">
      <h2>{title}</h2>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out in one line */}
      <div className="segments" role="group" aria-label="Days">
        {presetDays.map((each) => (
          <button
            key={each}
            type="button"
            aria-pressed={!isOpen && current === each}
            onClick={() => {
              setOpen(false);
              pick({ days: each });
            }}
          >
            {each} days
          </button>
        ))}
        <button
          type="button"
          aria-pressed={!isOpen && isMonth}
          onClick={() => {
            setOpen(false);
            pick(month);
          }}
        >
          Last month
        </button>
        <button type="button" aria-pressed={isOpen} aria-expanded={isOpen} onClick={() => setOpen(true)}>
          Custom
        </button>
      </div>
      {isOpen && <CustomDays key={`${days.from} ${days.to}`} days={days} onPick={pick} />}
      <p className="soft">
        {days.from} to {days.to}
        {isCompared &&
          (nothingBefore === null
            ? `, compared with the ${daysOf(days.from, days.to)} days before`
            : `, nothing to compare with before ${nothingBefore}`)}{' '}
        · {zone}
      </p>
      {report && (
        <p className="saved">
          <Icon name="check" /> Saved: <strong>{moneyText(report.impact.money, report.impact.inputs.currency)}</strong>,{' '}
          {figureText(report.impact.hours, 'hours')} ·{' '}
          <Link to="/" search={period} hash="impact">
            how it is counted
          </Link>
        </p>
      )}
    </section>
  );
}

function CustomDays({ days, onPick }: { days: PeriodPickerProps['days']; onPick: (period: PeriodSearch) => void }) {
  const [from, setFrom] = useState(days.from);
  const [to, setTo] = useState(days.to);
  const count = daysOf(from, to);
  const isUsable = count >= 1 && count <= 400;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isUsable) onPick({ from, to });
  };
  return (
    <form className="custom-days" onSubmit={submit}>
      <label>
        From <input type="date" value={from} max={to} required onChange={({ target }) => setFrom(target.value)} />
      </label>
      <label>
        To <input type="date" value={to} min={from} required onChange={({ target }) => setTo(target.value)} />
      </label>
      <Button type="submit" disabled={!isUsable}>
        Show
      </Button>
      {!isUsable && <span role="alert">From 1 to 400 days.</span>}
    </form>
  );
}
