import { stepWords } from '@acebuddy/contracts/describe-why';
import { commandWords, questionWords, rowWords } from '@acebuddy/contracts/why-words';
import { type ReactNode, useSyncExternalStore } from 'react';
import type { Why } from '../../api/types.ts';
import { useMe } from '../../state/zone.ts';
import { ruleText } from '../../text/rule-text.ts';
import { readable, wordOf } from '../../text/words.ts';
import { Icon } from '../../ui/icon.tsx';
import { RequestId } from '../../ui/request-id.tsx';

const wide = matchMedia('(min-width: 1100px)');
const subscribe = (listener: () => void) => {
  wide.addEventListener('change', listener);
  return () => wide.removeEventListener('change', listener);
};

interface WhyProps {
  readonly why: Why;
  /** Of the request that brought the message. */
  readonly requestId: string | null;
}

/** Why the bot answered as it did: beside the words where there is room, folded below them on a phone. */
export function WhyPanel(props: WhyProps) {
  const isWide = useSyncExternalStore(subscribe, () => wide.matches);
  if (isWide)
    return (
      // biome-ignore lint/a11y/useSemanticElements: these are no fields
      <div className="why beside" role="group" aria-label="Why this answer">
        <WhyParts {...props} />
      </div>
    );
  return (
    <details className="why">
      <summary>
        <Icon name="chevron" />
        Why this answer
      </summary>
      <WhyParts {...props} />
    </details>
  );
}

function WhyParts({ why, requestId }: WhyProps) {
  const { workflows } = useMe();
  const nameOf = (id: string | null) =>
    id === null ? 'nothing that a workflow covers' : (workflows.find((each) => each.id === id)?.name ?? readable(id));
  const { question, at, acts, topics, rows, filled, cleared, effects } = why;
  return (
    <dl className="why-parts">
      {(question || at) && (
        <Part name="Asked before">
          {question === null && 'Nothing'}
          {question !== null &&
            (question.ask === null ? (questionWords(question.kind) ?? readable(question.kind)) : `“${question.ask}”`)}
          {at && (
            <span className="soft">
              {' '}
              in {nameOf(at.workflow)}
              {at.step && `, ${stepWords(at.step)}`}
            </span>
          )}
        </Part>
      )}
      <Part name="Read as">
        <ul className="meters" aria-label="Read as">
          {acts.map(({ act, confidence }) => (
            <Meter key={act} name={wordOf('acts', act)} share={confidence} />
          ))}
          {topics.map(({ workflow, confidence }) => (
            <Meter key={workflow ?? 'none'} name={nameOf(workflow)} share={confidence} isTopic />
          ))}
          {acts.length + topics.length === 0 && <li className="soft">Nothing: a button or a value</li>}
        </ul>
      </Part>
      <Part name="Decided by">
        {rows.length === 0 && <span className="soft">No rule: nothing of it was needed</span>}
        {rows.map(({ row, commands }, index) => (
          <Decided key={index} row={row} commands={commands} />
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
      {effects.length > 0 && <Part name="Did">{effects.map((effect) => wordOf('effects', effect)).join(', ')}</Part>}
      {requestId && (
        <Part name="Request id">
          <RequestId id={requestId} />
        </Part>
      )}
    </dl>
  );
}

/** What decided and what it led to, in plain words; the name of the row, by which the page of the table is read, stands below. */
function Decided({ row, commands }: Why['rows'][number]) {
  const rule = ruleText(row);
  const led = commands.map((command) => commandWords(command) ?? readable(command).toLowerCase()).join(', ');
  return (
    <div className="decided">
      {rule ?? rowWords(row, (act) => wordOf('acts', act)) ?? readable(row)}
      {led !== '' && ` → ${led}`}
      {led === '' && rule === null && ' → asked again'}
      <code className="sub">
        {row}
        {commands.length > 0 && ` → ${commands.join(', ')}`}
      </code>
    </div>
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
      <span className="meter-share">{percent} % sure</span>
    </li>
  );
}
