import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { queries } from '../../api/queries.ts';
import { queryClient } from '../../api/query-client.ts';
import type { MailView } from '../../api/types.ts';
import { useMe } from '../../state/zone.ts';
import { fromSegment, toSegment } from '../../text/chat-address.ts';
import { mailName } from '../../text/mail-name.ts';
import { ActionDialog } from '../../ui/action-dialog.tsx';
import { Button } from '../../ui/button.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Moment } from '../../ui/moment.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { RequestId } from '../../ui/request-id.tsx';
import { NeedsRole, Skeleton, TroubleBox } from '../../ui/states.tsx';
import { tell } from '../../ui/toasts.tsx';
import { MailBadge } from './mail-badge.tsx';
import { MailPreview } from './mail-preview.tsx';

const route = getRouteApi('/mails/$id');

/** One mail: what became of it, how it looks, and sending it again. */
export function MailPage() {
  const { id } = route.useParams();
  const { role } = useMe();
  return (
    <div className="page">
      <Link to="/mails" className="back">
        <Icon name="back" />
        Mails
      </Link>
      {role === 'reader' ? (
        <>
          <PageTitle title="Mail" />
          <NeedsRole needed="agent" />
        </>
      ) : (
        <OneMail id={fromSegment(id)} />
      )}
    </div>
  );
}

function OneMail({ id }: { id: string }) {
  const mail = useQuery(queries.mail(id));
  if (mail.data !== undefined) return <MailDetails mail={mail.data} onChange={() => void mail.refetch()} />;
  return (
    <>
      <PageTitle title="Mail" />
      {mail.isError ? (
        <TroubleBox error={mail.error} onRetry={() => void mail.refetch()} />
      ) : (
        <Skeleton lines={8} label="Loading the mail" />
      )}
    </>
  );
}

function MailDetails({ mail: { row, preview }, onChange }: { mail: MailView; onChange: () => void }) {
  const [isAsked, setAsked] = useState(false);
  const canResend = row.status === 'dead' && row.kept;
  return (
    <>
      <PageTitle title={mailName(row)}>
        <MailBadge status={row.status} />
        {canResend && (
          <Button icon="retry" tone="primary" onClick={() => setAsked(true)}>
            Send again
          </Button>
        )}
      </PageTitle>
      {row.lastError && (
        <p className="banner bad">
          <Icon name="warn" />
          <Failure reason={row.lastError} again="Send again" />
        </p>
      )}
      <dl className="pairs card">
        <div>
          <dt>To</dt>
          <dd>{row.to}</dd>
        </div>
        <div>
          <dt>Ordered</dt>
          <dd>
            <Moment at={row.createdAt} />
          </dd>
        </div>
        <div>
          <dt>Sent</dt>
          <dd>{row.sentAt ? <Moment at={row.sentAt} /> : 'Not yet'}</dd>
        </div>
        {row.nextAt && (
          <div>
            <dt>Next try</dt>
            <dd>
              <Moment at={row.nextAt} />
            </dd>
          </div>
        )}
        <div>
          <dt>Attempts</dt>
          <dd>{row.attempts}</dd>
        </div>
        {row.conversationId && (
          <div>
            <dt>Ordered by</dt>
            <dd>
              <Link to="/conversations/$id" params={{ id: toSegment(row.conversationId) }} preload={false}>
                This conversation
              </Link>
            </dd>
          </div>
        )}
        {row.correlationId && (
          <div>
            <dt>Request id</dt>
            <dd>
              <RequestId id={row.correlationId} />
            </dd>
          </div>
        )}
      </dl>
      <MailPreview id={row.id} preview={preview} />
      <ActionDialog
        isOpen={isAsked}
        onClose={() => setAsked(false)}
        title="Send this mail again?"
        confirm="Send again"
        onConfirm={async () => {
          await api.mails.resend.mutate({ id: row.id });
          void queryClient.invalidateQueries({ queryKey: ['mails'] });
          onChange();
          tell('The mail is on its way again.');
        }}
      >
        <p>It goes to {row.to}, as it is shown below.</p>
      </ActionDialog>
    </>
  );
}
