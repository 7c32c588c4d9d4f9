import { Link } from '@tanstack/react-router';
import type { Report } from '../../api/types.ts';
import { type FigureTile, groupFigures, judge } from '../../text/figure-groups.ts';
import { countText, deltaOf, figureText } from '../../text/figures.ts';
import { figuresTable } from '../../text/report-table.ts';
import { choicesOf } from '../../text/words.ts';
import { CsvButton } from '../../ui/csv-button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Info } from '../../ui/info.tsx';

/** Figures whose chats the list can show. */
const endings = new Set(choicesOf('outcomes').map(([outcome]) => `outcome_${outcome}`));

/** Every figure with the period before and its definition. */
export function FigureCards({ now, before }: { now: Report; before: Report | null }) {
  return (
    <div className="figure-groups">
      {groupFigures(now.definitions).map(({ id, title, tiles }) => (
        // biome-ignore lint/a11y/useSemanticElements: these are no fields
        <div key={id} id={id} className="card figure-group" role="group" aria-label={`Figures: ${title}`}>
          <h3>{title}</h3>
          <dl className="tiles">
            {tiles.map((tile) => (
              <Tile key={tile.definition.id} tile={tile} now={now} before={before} />
            ))}
          </dl>
        </div>
      ))}
      <div className="card-foot">
        <CsvButton name="figures" table={() => figuresTable(now, before)} label="Figures as CSV" />
      </div>
    </div>
  );
}

function Tile({ tile: { definition, p90 }, now, before }: { tile: FigureTile; now: Report; before: Report | null }) {
  const { id, unit, title } = definition;
  const { currency } = now.impact.inputs;
  const figure = now.total.figures[id] ?? { value: null, of: null };
  const was = before?.total.figures[id]?.value ?? null;
  const high = p90 === null ? null : (now.total.figures[p90.id]?.value ?? null);
  return (
    <div className="tile">
      <dt>
        {title}
        <Info about={title}>
          <p>{definition.definition}.</p>
          {p90 && <p>{p90.definition}.</p>}
          {definition.assumed && <p>It rests on an assumption beside what was measured.</p>}
        </Info>
      </dt>
      <dd className="tile-value">{figureText(figure.value, unit, currency)}</dd>
      <dd>
        <DeltaText id={id} unit={unit} currency={currency} now={figure.value} before={was} />
      </dd>
      <dd className="tile-more">
        {figure.of !== null && <span>of {countText(figure.of)}</span>}
        {was !== null && <span>before: {figureText(was, unit, currency)}</span>}
        {endings.has(id) && (figure.value ?? 0) > 0 && (
          <Link
            to="/conversations"
            search={{ outcome: id.slice('outcome_'.length), from: now.from, to: now.to }}
            aria-label={`Show the chats: ${title}`}
          >
            show the chats
          </Link>
        )}
        {high !== null && <span>90 % within {figureText(high, unit, currency)}</span>}
      </dd>
    </div>
  );
}

interface DeltaTextProps {
  readonly id: string;
  readonly unit: string;
  readonly currency: string;
  readonly now: number | null;
  readonly before: number | null;
}

/** What changed, in words, with an arrow; colour only repeats "better" and "worse". */
function DeltaText({ id, unit, currency, now, before }: DeltaTextProps) {
  const delta = deltaOf(now, before, unit, currency);
  if (delta === null) return <span className="soft">no comparison</span>;
  if (delta.direction === 'same') return <span className="soft">as before</span>;
  const judgement = judge(id, delta.direction);
  return (
    <span className={`delta ${judgement ?? ''}`}>
      <Icon name={delta.direction} />
      <span className="sr">{delta.direction} by </span>
      {delta.by}
      {judgement && `, ${judgement}`}
    </span>
  );
}
