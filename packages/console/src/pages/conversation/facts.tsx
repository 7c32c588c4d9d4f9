import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { ConversationData } from '../../api/types.ts';
import { toSegment } from '../../text/chat-address.ts';
import { mailName } from '../../text/mail-name.ts';
import { wordOf } from '../../text/words.ts';
import { Badge } from '../../ui/badge.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Ago } from '../../ui/moment.tsx';
import { RequestId } from '../../ui/request-id.tsx';
import { MailBadge } from '../mails/mail-badge.tsx';
import { RunCard } from './run-card.tsx';

/** What is known beside the words. */
export function Facts({ data }: { data: ConversationData }) {
  const { row, visitor, collected, runs, mails, approvals, outbox } = data;
  const person: (readonly [string, string | null])[] = [
    ['E-mail', visitor.email],
    ['Phone', visitor.phone],
    ['Identity', row.verified === null ? null : wordOf('verified', row.verified)],
    ['Time zone', visitor.timeZone],
    ['Country', visitor.country],
    ['Language', row.language],
    ['Chat', row.chatId],
    ['Reference', row.reference],
  ];
  return (
    <aside className="facts" aria-label="What is known">
      <Card title="Person">
        <dl className="pairs">
          {person
            .filter(([, value]) => value !== null)
            .map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
        </dl>
      </Card>
      <Card title="Collected" isEmpty={collected.length === 0} empty="Nothing was collected yet.">
        <dl className="pairs">
          {collected.map(({ slot, label, value }) => (
            <div key={slot}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </Card>
      <Card title="Requests and tickets" isEmpty={runs.length === 0} empty="No workflow was begun.">
        {runs.map((run) => (
          <RunCard key={run.runId} run={run} />
        ))}
      </Card>
      {outbox.length > 0 && (
        <Card title="Work that waits">
          <ul className="plain-list">
            {outbox.map(({ id, kind, status, attempts, lastError, correlationId }) => (
              <li key={id}>
                {wordOf('workKinds', kind)}{' '}
                <Badge tone={status === 'dead' ? 'bad' : 'warn'}>{wordOf('work', status)}</Badge>
                <span className="sub">{attempts === 1 ? '1 attempt' : `${attempts} attempts`}</span>
                {lastError && <Failure reason={lastError} again="Retry on the page Work" />}
                {correlationId && <RequestId id={correlationId} isNamed />}
              </li>
            ))}
          </ul>
        </Card>
      )}
      {mails.length > 0 && (
        <Card title="Mails">
          <ul className="plain-list">
            {mails.map((mail) => (
              <li key={mail.id}>
                <Link to="/mails/$id" params={{ id: toSegment(mail.id) }} preload={false}>
                  {mailName(mail)}
                </Link>{' '}
                <MailBadge status={mail.status} />
                <span className="sub">
                  <Ago at={mail.createdAt} />
                </span>
              </li>
            ))}
          </ul>
        </Card>
      )}
      {approvals.length > 0 && (
        <Card title="Approvals">
          <ul className="plain-list">
            {approvals.map(({ approvalId, status, approver, overdue, createdAt }) => (
              <li key={approvalId}>
                {approver} <Badge tone={overdue ? 'warn' : 'plain'}>{wordOf('approvals', status)}</Badge>
                {overdue && <Badge tone="warn">Overdue</Badge>}
                <span className="sub">
                  asked <Ago at={createdAt} />
                </span>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </aside>
  );
}

function Card({
  title,
  isEmpty = false,
  empty,
  children,
}: {
  title: string;
  isEmpty?: boolean;
  empty?: string;
  children: ReactNode;
}) {
  return (
    <section className="card">
      <h2>{title}</h2>
      {isEmpty ? <p className="soft">{empty}</p> : children}
    </section>
  );
}
