import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { queries } from '../../api/queries.ts';
import type { Run } from '../../api/types.ts';
import { useMe } from '../../state/zone.ts';
import { endingOf } from '../../text/standing.ts';
import { readable } from '../../text/words.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Ago, Moment } from '../../ui/moment.tsx';
import { Skeleton, TroubleBox } from '../../ui/states.tsx';
import { TicketLink } from '../../ui/ticket-link.tsx';

/** One request: its end, its ticket, and what Desk says of it at present when that is asked for. */
export function RunCard({ run }: { run: Run }) {
  const { workflows } = useMe();
  const [isAsked, setAsked] = useState(false);
  const ending = endingOf(run.outcome);
  const workflow = workflows.find(({ id }) => id === run.workflow)?.name ?? readable(run.workflow);
  return (
    <div className="run">
      <p className="run-head">
        <strong>{workflow}</strong>
      </p>
      <p className="sub">
        <code>{run.reference}</code> · begun <Ago at={run.openedAt} />
        {ending && ` · chat ended: ${ending}`}
      </p>
      {run.ticketNumber && (
        <p>
          <TicketLink id={run.ticketId} number={run.ticketNumber} url={run.ticketUrl} />
          {run.status && (
            <>
              {' '}
              <Badge tone={run.closedAt ? 'good' : 'accent'}>{run.status} in Desk</Badge>
            </>
          )}
        </p>
      )}
      {run.lastAnswer && (
        <blockquote>
          <p dir="auto">{run.lastAnswer.text}</p>
          <footer className="soft">
            {run.lastAnswer.author}, <Ago at={run.lastAnswer.at} />
          </footer>
        </blockquote>
      )}
      {run.ticketId &&
        (isAsked ? (
          <DeskState id={run.ticketId} />
        ) : (
          <Button icon="desk" onClick={() => setAsked(true)}>
            Ask Desk for its state
          </Button>
        ))}
    </div>
  );
}

function DeskState({ id }: { id: string }) {
  const ticket = useQuery(queries.ticket(id));
  if (ticket.isPending) return <Skeleton lines={3} label="Asking Desk" />;
  if (ticket.isError) return <TroubleBox error={ticket.error} onRetry={() => void ticket.refetch()} />;
  const { subject, status, priority, assigneeId, createdTime, modifiedTime, closedTime, dueDate } = ticket.data;
  const times = [
    ['Created', createdTime],
    ['Changed', modifiedTime],
    ['Due', dueDate],
    ['Closed', closedTime],
  ] as const;
  return (
    <dl className="pairs" aria-label="Ticket in Desk">
      <div>
        <dt>Subject</dt>
        <dd>{subject}</dd>
      </div>
      <div>
        <dt>Status</dt>
        <dd>{status}</dd>
      </div>
      {priority && (
        <div>
          <dt>Priority</dt>
          <dd>{priority}</dd>
        </div>
      )}
      <div>
        <dt>Assigned</dt>
        <dd>{assigneeId === null ? 'To nobody yet' : `To agent ${assigneeId}`}</dd>
      </div>
      {times.map(
        ([name, at]) =>
          at && (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                <Moment at={at} />
              </dd>
            </div>
          ),
      )}
    </dl>
  );
}
