import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { queries } from '../../api/queries.ts';
import type { ListedMail } from '../../api/types.ts';
import { useListKeys } from '../../frame/list-keys.ts';
import type { MailSearch } from '../../state/list-search.ts';
import { toSegment } from '../../text/chat-address.ts';
import { failureText } from '../../text/failures.ts';
import { mailName } from '../../text/mail-name.ts';
import { choicesOf, wordOf } from '../../text/words.ts';
import { CsvButton } from '../../ui/csv-button.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Listing } from '../../ui/listing.tsx';
import { Ago } from '../../ui/moment.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { Filters, Picker } from '../../ui/picker.tsx';
import { Empty } from '../../ui/states.tsx';
import { MailBadge } from './mail-badge.tsx';

const route = getRouteApi('/mails');

/** Mails that were ordered, and what became of them. */
export function MailsPage() {
  const search = route.useSearch();
  const navigate = useNavigate();
  const list = useInfiniteQuery(queries.mails(search));
  useListKeys();
  const set = (change: { [K in keyof MailSearch]?: string | true | undefined }) =>
    void navigate({ to: '/mails', search: { ...search, ...change } as MailSearch, replace: true });
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const known = choicesOf('mailKinds').map(([kind]) => kind);
  const kinds = [...new Set([...known, ...rows.map(({ kind }) => kind), ...(search.kind ? [search.kind] : [])])];
  return (
    <div className="page">
      <PageTitle title="Mails" />
      <Filters label="Filters of mails" count={Object.keys(search).length}>
        <Picker label="State" value={search.status} choices={choicesOf('mails')} onPick={(status) => set({ status })} />
        <Picker
          label="Kind"
          value={search.kind}
          choices={kinds.map((kind) => [kind, wordOf('mailKinds', kind)])}
          onPick={(kind) => set({ kind })}
        />
        <Picker
          label="Can be sent again"
          value={search.resendable === true ? 'yes' : undefined}
          any="No matter"
          choices={[['yes', 'Yes: all but codes']]}
          onPick={(yes) => set({ resendable: yes === undefined ? undefined : true })}
        />
        <CsvButton
          name="mails"
          label="Mails as CSV"
          table={() => ({
            header: ['id', 'kind', 'mail', 'to', 'state', 'attempts', 'reason', 'created', 'sent', 'request id'],
            rows: rows.map((row) => [
              row.id,
              row.kind,
              mailName(row),
              row.to,
              row.status,
              row.attempts,
              row.lastError,
              row.createdAt,
              row.sentAt,
              row.correlationId ?? null,
            ]),
          })}
        />
      </Filters>
      <Listing
        list={list}
        name="mails"
        lines={12}
        shown={rows.length}
        empty={
          <Empty icon="mails" title={Object.keys(search).length > 0 ? 'No mail fits these filters' : 'No mails yet'}>
            Mails are sent when a ticket is logged, an identity is proven, or an approval is asked for.
          </Empty>
        }
      >
        <MailTable rows={rows} />
      </Listing>
    </div>
  );
}

function MailTable({ rows }: { rows: readonly ListedMail[] }) {
  return (
    <table className="list" aria-label="Mails">
      <thead>
        <tr>
          <th scope="col">Mail</th>
          <th scope="col" className="wide-only">
            State
          </th>
          <th scope="col" className="wide-only">
            What happened, and what to do
          </th>
          <th scope="col" className="number wide-only">
            Attempts
          </th>
          <th scope="col" className="number">
            Ordered
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <td className="main-cell">
              <Link to="/mails/$id" params={{ id: toSegment(row.id) }} preload={false} className="line-link" data-line>
                {mailName(row)}
              </Link>
              <span className="sub">
                to {row.to}
                {row.about && (
                  <>
                    {' · about '}
                    {row.about.visitorName ?? 'an unnamed visitor'}
                    {row.about.ticketNumber && `, ticket #${row.about.ticketNumber}`}
                  </>
                )}
              </span>
              <span className="phone-only">
                <MailBadge status={row.status} />
                {row.lastError && <span className="sub">{failureText(row.lastError, 'Send again').what}</span>}
              </span>
            </td>
            <td className="wide-only">
              <MailBadge status={row.status} />
            </td>
            <td className="wide-only reason">
              {row.lastError ? <Failure reason={row.lastError} again="Send again" /> : '–'}
            </td>
            <td className="number wide-only">{row.attempts}</td>
            <td className="number">
              <Ago at={row.createdAt} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
