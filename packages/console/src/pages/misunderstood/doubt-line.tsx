import { questionWords, rowWords } from '@acebuddy/contracts/why-words';
import { Link } from '@tanstack/react-router';
import type { Doubt, Label } from '../../api/types.ts';
import { toSegment } from '../../text/chat-address.ts';
import { chosenText, labelText, type NameOf, nearTopics } from '../../text/label-text.ts';
import { ruleText } from '../../text/rule-text.ts';
import { readable, wordOf } from '../../text/words.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Ago } from '../../ui/moment.tsx';
import { keyOf } from './label-messages.ts';

interface DoubtLineProps {
  readonly row: Doubt;
  readonly nameOf: NameOf;
  readonly isChosen: boolean;
  readonly onToggle: () => void;
  readonly onLabel: (label: Label | null) => void;
  readonly onAsk: (what: 'topic' | 'act') => void;
}

const decided = (row: string) => ruleText(row) ?? rowWords(row, (act) => wordOf('acts', act)) ?? readable(row);

/** One message: what was said, what it was taken for and why, and what people say it means. */
export function DoubtLine({ row, nameOf, isChosen, onToggle, onLabel, onAsk }: DoubtLineProps) {
  const { question = null, at = null, rows = [] } = row.why ?? {};
  return (
    <tr className={isChosen ? 'is-chosen' : ''}>
      <td className="tick">
        <label className="tick-label">
          <input type="checkbox" aria-label={`Select “${row.text}”`} checked={isChosen} onChange={onToggle} />
        </label>
      </td>
      <td className="main-cell">
        {/* Holds the keys of the line; pressed, it selects. */}
        <button type="button" className="said" data-line data-message={keyOf(row)} onClick={onToggle}>
          {row.text}
        </button>
        <span className="sub">
          {wordOf('doubts', row.kind)} · taken for {chosenText(row, nameOf)}
        </span>
        <details className="doubt-why">
          <summary>Why</summary>
          <span className="sub">
            Asked before:{' '}
            {question === null ? 'nothing' : (questionWords(question.kind) ?? readable(question.kind)).toLowerCase()}
            {question?.ask && ` (“${question.ask}”)`}
            {at && `, in ${nameOf(at.workflow)}`}
          </span>
          <span className="sub">
            Decided by: {rows.length === 0 ? 'no rule' : rows.map(({ row }) => decided(row)).join('; ')}
            {rows.length > 0 && <code className="sub">{rows.map(({ row }) => row).join(', ')}</code>}
          </span>
          <Link to="/conversations/$id" params={{ id: toSegment(row.conversationId) }} preload={false}>
            Its conversation
          </Link>
        </details>
      </td>
      <td className="label-cell">
        {row.label !== null && (
          <Badge tone="good" icon="check">
            {labelText(row.label, nameOf)}
          </Badge>
        )}
        {/* biome-ignore lint/a11y/useSemanticElements: these are no fields */}
        <div className="label-choices" role="group" aria-label={`What “${row.text}” means`}>
          {nearTopics(row).map((workflow, index) => (
            <Button key={workflow} tone="quiet" onClick={() => onLabel({ kind: 'topic', workflow })}>
              <kbd>{index + 1}</kbd> {nameOf(workflow)}
            </Button>
          ))}
          <Button tone="quiet" onClick={() => onLabel({ kind: 'topic', workflow: null })}>
            <kbd>0</kbd> None
          </Button>
          <Button tone="quiet" onClick={() => onLabel({ kind: 'right' })}>
            <kbd>r</kbd> Right
          </Button>
          <Button tone="quiet" onClick={() => onAsk('topic')}>
            <kbd>t</kbd> Topic…
          </Button>
          <Button tone="quiet" onClick={() => onAsk('act')}>
            <kbd>a</kbd> Act…
          </Button>
        </div>
      </td>
      <td className="number wide-only">
        <Ago at={row.at} />
      </td>
    </tr>
  );
}
