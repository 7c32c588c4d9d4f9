import { useState } from 'react';
import type { WorkItem, WorkResult } from '../../api/types.ts';
import { answerOfTry, type Try } from '../../text/what-came.ts';
import { wordOf } from '../../text/words.ts';
import { AboutChat } from '../../ui/about-chat.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { CsvButton } from '../../ui/csv-button.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Ago } from '../../ui/moment.tsx';
import { RequestId } from '../../ui/request-id.tsx';
import { SelectionBar } from '../../ui/selection-bar.tsx';
import { useSelection } from '../../ui/use-selection.ts';
import { keyOf, useTries } from './tries.ts';
import { WorkDialog, type WorkVerb } from './work-dialog.tsx';

const selectedMax = 200;

interface WorkTableProps {
  readonly items: readonly WorkItem[];
  /** When the list was fetched, in milliseconds since 1970. */
  readonly fetchedAt: number;
  /** Told by whoever stays when the last line is gone. */
  readonly onFailed: (failed: WorkResult['failed']) => void;
}

export function WorkTable({ items, fetchedAt, onFailed }: WorkTableProps) {
  const selection = useSelection(items, keyOf, selectedMax);
  const { selected, areAll, choose } = selection;
  const tries = useTries();
  const [verb, setVerb] = useState<WorkVerb | null>(null);
  return (
    <>
      <SelectionBar
        label="Selected work"
        count={selected.length}
        areAll={areAll}
        onAll={() => choose(areAll ? [] : items)}
      >
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
              'customer',
              'ticket',
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
              item.about?.visitorName ?? null,
              item.about?.ticketNumber ?? item.ticketId ?? null,
              item.conversationId ?? null,
              item.correlationId ?? null,
            ]),
          })}
        />
      </SelectionBar>
      <table className="list" aria-label="Work">
        <thead>
          <tr>
            <th scope="col" className="tick">
              <span className="sr">Selected</span>
            </th>
            <th scope="col">Work, and for whom</th>
            <th scope="col" className="wide-only">
              State
            </th>
            <th scope="col" className="wide-only">
              What happened, and what to do
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
            <WorkLine
              key={keyOf(item)}
              item={item}
              tried={tries.get(keyOf(item)) ?? null}
              fetchedAt={fetchedAt}
              isChosen={selection.has(item)}
              onToggle={() => selection.toggle(item)}
              onRetry={() => {
                choose([item]);
                setVerb('retry');
              }}
            />
          ))}
        </tbody>
      </table>
      <WorkDialog
        verb={verb}
        items={selected}
        onClose={() => setVerb(null)}
        onDone={() => choose([])}
        onFailed={onFailed}
      />
    </>
  );
}

interface WorkLineProps {
  readonly item: WorkItem;
  /** Null: not tried again from this page. */
  readonly tried: Try | null;
  readonly fetchedAt: number;
  readonly isChosen: boolean;
  readonly onToggle: () => void;
  readonly onRetry: () => void;
}

function WorkLine({ item, tried, fetchedAt, isChosen, onToggle, onRetry }: WorkLineProps) {
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
            aria-label={`Select ${kind} for ${item.about?.visitorName ?? service}, ${item.id}`}
            checked={isChosen}
            onChange={onToggle}
            data-line
          />
        </label>
      </td>
      <td className="main-cell">
        <strong>{kind}</strong> <span className="soft">by {service}</span>
        <span className="sub">
          <AboutChat conversationId={item.conversationId ?? null} about={item.about} of={item.id} />
          {item.ticketId && !item.conversationId && ` · ticket ${item.ticketId}`}
        </span>
        {isDead && (
          <Button
            tone="quiet"
            icon="retry"
            className="line-button"
            aria-label={`Retry this: ${kind} for ${item.about?.visitorName ?? service}`}
            onClick={onRetry}
          >
            Retry this
          </Button>
        )}
        {tried && <Tried tried={tried} answer={answerOfTry(tried, item.lastError, fetchedAt)} />}
        {item.correlationId && <RequestId id={item.correlationId} isNamed />}
        <span className="phone-only">
          {state}
          {item.lastError && <Failure reason={item.lastError} again="Retry" />}
        </span>
      </td>
      <td className="wide-only">{state}</td>
      <td className="wide-only reason">{item.lastError ? <Failure reason={item.lastError} again="Retry" /> : '–'}</td>
      <td className="number wide-only">{item.attempts}</td>
      <td className="number wide-only">{item.nextAttemptAt ? <Ago at={item.nextAttemptAt} /> : '–'}</td>
      <td className="number">
        <Ago at={item.createdAt} />
      </td>
    </tr>
  );
}

/** What came of trying it again; without an answer it is under way. */
function Tried({ tried, answer }: { tried: Try; answer: string | null }) {
  return (
    <span className="sub">
      {answer === null ? (
        'is being tried again …'
      ) : (
        <>
          tried again <Ago at={new Date(tried.at).toISOString()} />: {answer}
        </>
      )}
    </span>
  );
}
