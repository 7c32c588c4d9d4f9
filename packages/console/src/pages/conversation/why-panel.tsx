import { type ReactNode, useSyncExternalStore } from 'react';
import type { Why } from '../../api/types.ts';
import { useMe } from '../../state/zone.ts';
import { readable } from '../../text/words.ts';
import { Icon } from '../../ui/icon.tsx';

const wide = matchMedia('(min-width: 1100px)');
const subscribe = (listener: () => void) => {
  wide.addEventListener('change', listener);
  return () => wide.removeEventListener('change', listener);
};

/** Why the bot answered as it did: beside the words where there is room, folded below them on a phone. */
export function WhyPanel({ why }: { why: Why }) {
  const isWide = useSyncExternalStore(subscribe, () => wide.matches);
  if (isWide)
    return (
      // biome-ignore lint/a11y/useSemanticElements: these are no fields
      <div className="why beside" role="group" aria-label="Why this answer">
        <WhyParts why={why} />
      </div>
    );
  return (
    <details className="why">
      <summary>
        <Icon name="chevron" />
        Why this answer
      </summary>
      <WhyParts why={why} />
    </details>
  );
}

function WhyParts({ why }: { why: Why }) {
  const { workflows } = useMe();
  const nameOf = (id: string | null) =>
    id === null ? 'none of the topics' : (workflows.find((each) => each.id === id)?.name ?? readable(id));
  const { question, at, acts, topics, rows, filled, cleared, effects } = why;
  return (
    <dl className="why-parts">
      {(question || at) && (
        <Part name="Asked before">
          {question ? `${readable(question.kind)}${question.ask ? `: ${readable(question.ask)}` : ''}` : 'Nothing'}
          {at && (
            <span className="soft">
              {' '}
              in {nameOf(at.workflow)}
              {at.step && `, ${readable(at.step).toLowerCase()}`}
            </span>
          )}
        </Part>
      )}
      <Part name="Read as">
        <ul className="meters" aria-label="Read as">
          {acts.map(({ act, confidence }) => (
            <Meter key={act} name={readable(act)} share={confidence} />
          ))}
          {topics.map(({ workflow, confidence }) => (
            <Meter key={workflow ?? 'none'} name={nameOf(workflow)} share={confidence} isTopic />
          ))}
          {acts.length + topics.length === 0 && <li className="soft">Nothing: a button or a value</li>}
        </ul>
      </Part>
      <Part name="Decided by">
        {rows.length === 0 && <span className="soft">No row of the table</span>}
        {rows.map(({ row, commands }) => (
          <div key={row} className="decided">
            <code>{row}</code>
            {commands.length > 0 && <> → {commands.map((command) => readable(command).toLowerCase()).join(', ')}</>}
          </div>
        ))}
      </Part>
      {filled.length + cleared.length > 0 && (
        <Part name="Noted">
          {filled.map(({ slot, value, text }) => (
            <div key={slot}>
              {readable(slot)}: <strong>{value}</strong>
              <span className="soft">{text === null ? ' by a rule' : ` from “${text}”`}</span>
            </div>
          ))}
          {cleared.map((slot) => (
            <div key={slot}>{readable(slot)}: taken away</div>
          ))}
        </Part>
      )}
      {effects.length > 0 && <Part name="Did">{effects.map((effect) => readable(effect)).join(', ')}</Part>}
    </dl>
  );
}

function Part({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Meter({ name, share, isTopic = false }: { name: string; share: number; isTopic?: boolean }) {
  const percent = Math.round(share * 100);
  return (
    <li className="meter">
      <span className="meter-name">
        {isTopic && <span className="soft">about </span>}
        {name}
      </span>
      <span className="meter-bar" aria-hidden="true">
        <span style={{ width: `${percent}%` }} />
      </span>
      <span className="meter-share">{percent} %</span>
    </li>
  );
}
