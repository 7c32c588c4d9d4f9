import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { WorkItem } from '../../api/types.ts';
import { toSegment } from '../../text/chat-address.ts';
import { wordOf } from '../../text/words.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { CsvButton } from '../../ui/csv-button.tsx';
import { Ago } from '../../ui/moment.tsx';
import { RequestId } from '../../ui/request-id.tsx';
import { WorkDialog, type WorkVerb } from './work-dialog.tsx';

export const keyOf = ({ service, id }: Pick<WorkItem, 'service' | 'id'>): string => `${service} ${id}`;
const selectedMax = 200;

export function WorkTable({ items }: { items: readonly WorkItem[] }) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [verb, setVerb] = useState<WorkVerb | null>(null);
  const selected = items.filter((item) => chosen.has(keyOf(item))).slice(0, selectedMax);
  const toggle = (item: WorkItem) => {
    const next = new Set(chosen);
    if (!next.delete(keyOf(item))) next.add(keyOf(item));
    setChosen(next);
  };
  const areAll = selected.length === Math.min(items.length, selectedMax);
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: these are no fields */}
      <div className="bulk" role="group" aria-label="Selected work">
        <label className="check">
          <input
            type="checkbox"
            checked={areAll}
            onChange={() => setChosen(areAll ? new Set() : new Set(items.map(keyOf)))}
          />
          Select all shown
        </label>
        <span className="soft" role="status">
          {selected.length} selected
        </span>
        <Button icon="retry" disabled={selected.length === 0} onClick={() => setVerb('retry')}>
          Retry
        </Button>
        <Button icon="trash" disabled={selected.length === 0} onClick={() => setVerb('discard')}>
          Discard
        </Button>
        <CsvButton
          name="work"
          label="Work as CSV"
          table={() => ({
            header: [
              'service',
              'id',
              'kind',
              'state',
              'attempts',
              'reason',
              'next attempt',
              'created',
              'conversation',
              'request id',
            ],
            rows: items.map((item) => [
              item.service,
              item.id,
              item.kind,
              item.status,
              item.attempts,
              item.lastError,
              item.nextAttemptAt,
              item.createdAt,
              item.conversationId ?? null,
              item.correlationId ?? null,
            ]),
          })}
        />
      </div>
      <table className="list" aria-label="Work">
        <thead>
          <tr>
            <th scope="col" className="tick">
              <span className="sr">Selected</span>
            </th>
            <th scope="col">Work</th>
            <th scope="col" className="wide-only">
              State
            </th>
            <th scope="col" className="wide-only">
              Reason
            </th>
            <th scope="col" className="number wide-only">
              Attempts
            </th>
            <th scope="col" className="number wide-only">
              Next try
            </th>
            <th scope="col" className="number">
              Begun
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <WorkLine key={keyOf(item)} item={item} isChosen={chosen.has(keyOf(item))} onToggle={() => toggle(item)} />
          ))}
        </tbody>
      </table>
      <WorkDialog verb={verb} items={selected} onClose={() => setVerb(null)} onDone={() => setChosen(new Set())} />
    </>
  );
}

interface WorkLineProps {
  readonly item: WorkItem;
  readonly isChosen: boolean;
  readonly onToggle: () => void;
}

function WorkLine({ item, isChosen, onToggle }: WorkLineProps) {
  const kind = wordOf('workKinds', item.kind);
  const service = wordOf('services', item.service);
  const isDead = item.status === 'dead';
  const state = (
    <Badge tone={isDead ? 'bad' : 'warn'} icon={isDead ? 'bad' : item.status === 'parked' ? 'lock' : 'wait'}>
      {wordOf('work', item.status)}
    </Badge>
  );
  return (
    <tr className={isChosen ? 'is-chosen' : ''}>
      <td className="tick">
        <label className="tick-label">
          <input
            type="checkbox"
            aria-label={`Select ${kind} of ${service}, ${item.id}`}
            checked={isChosen}
            onChange={onToggle}
            data-line
          />
        </label>
      </td>
      <td className="main-cell">
        {kind}
        <span className="sub">
          {service}
          {item.conversationId && (
            <>
              {' · '}
              <Link to="/conversations/$id" params={{ id: toSegment(item.conversationId) }} preload={false}>
                conversation<span className="sr"> of {item.id}</span>
              </Link>
            </>
          )}
        </span>
        {item.correlationId && <RequestId id={item.correlationId} isNamed />}
        <span className="phone-only">
          {state}
          {item.lastError && <span className="sub">{item.lastError}</span>}
        </span>
      </td>
      <td className="wide-only">{state}</td>
      <td className="wide-only reason">{item.lastError ?? '–'}</td>
      <td className="number wide-only">{item.attempts}</td>
      <td className="number wide-only">{item.nextAttemptAt ? <Ago at={item.nextAttemptAt} /> : '–'}</td>
      <td className="number">
        <Ago at={item.createdAt} />
      </td>
    </tr>
  );
}
