import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { queries } from '../../api/queries.ts';
import type { ListedApproval } from '../../api/types.ts';
import { useListKeys } from '../../frame/list-keys.ts';
import type { ApprovalSearch } from '../../state/list-search.ts';
import { useMe } from '../../state/zone.ts';
import { toSegment } from '../../text/chat-address.ts';
import { choicesOf, readable, wordOf } from '../../text/words.ts';
import { Badge } from '../../ui/badge.tsx';
import { CsvButton } from '../../ui/csv-button.tsx';
import { Listing } from '../../ui/listing.tsx';
import { Ago } from '../../ui/moment.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { Filters, Picker } from '../../ui/picker.tsx';
import { Empty } from '../../ui/states.tsx';

const route = getRouteApi('/approvals');

/** What points of contact decide. */
export function ApprovalsPage() {
  const search = route.useSearch();
  const navigate = useNavigate();
  const list = useInfiniteQuery(queries.approvals(search));
  useListKeys();
  const set = (change: { status?: string | undefined; overdue?: true | undefined }) =>
    void navigate({ to: '/approvals', search: { ...search, ...change } as ApprovalSearch, replace: true });
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <div className="page">
      <PageTitle title="Approvals" />
      <Filters label="Filters of approvals" count={Object.keys(search).length}>
        <Picker
          label="State"
          value={search.status}
          choices={choicesOf('approvals')}
          onPick={(status) => set({ status })}
        />
        <label className="check">
          <input
            type="checkbox"
            checked={search.overdue === true}
            onChange={({ target }) => set({ overdue: target.checked ? true : undefined })}
          />
          Only overdue
        </label>
        <CsvButton
          name="approvals"
          label="Approvals as CSV"
          table={() => ({
            header: [
              'id',
              'customer',
              'workflow',
              'ticket',
              'approver',
              'state',
              'overdue',
              'asked',
              'reminded',
              'decided',
            ],
            rows: rows.map((row) => [
              row.approvalId,
              row.about?.visitorName ?? null,
              row.about?.workflow ?? null,
              row.about?.ticketNumber ?? null,
              row.approver,
              row.status,
              row.overdue ? 'yes' : 'no',
              row.createdAt,
              row.remindedAt,
              row.decidedAt,
            ]),
          })}
        />
      </Filters>
      <Listing
        list={list}
        name="approvals"
        lines={8}
        shown={rows.length}
        empty={
          <Empty
            icon="approvals"
            title={Object.keys(search).length > 0 ? 'No approval fits these filters' : 'No approvals yet'}
          >
            They are asked for where a request costs money or changes access.
          </Empty>
        }
      >
        <ApprovalTable rows={rows} />
      </Listing>
    </div>
  );
}

function ApprovalTable({ rows }: { rows: readonly ListedApproval[] }) {
  const { workflows } = useMe();
  const names = new Map(workflows.map(({ id, name }) => [id, name]));
  return (
    <table className="list" aria-label="Approvals">
      <thead>
        <tr>
          <th scope="col">Request</th>
          <th scope="col" className="wide-only">
            Who decides
          </th>
          <th scope="col">State</th>
          <th scope="col" className="number wide-only">
            Reminded
          </th>
          <th scope="col" className="number wide-only">
            Decided
          </th>
          <th scope="col" className="number">
            Asked
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.approvalId}>
            <td className="main-cell">
              <Link
                to="/conversations/$id"
                params={{ id: toSegment(row.conversationId) }}
                preload={false}
                className="line-link"
                data-line
              >
                {row.about?.visitorName ?? (row.about === null ? 'A conversation' : 'Unnamed visitor')}
              </Link>
              <span className="sub">
                {row.about?.workflow && (names.get(row.about.workflow) ?? readable(row.about.workflow))}
                {row.about?.ticketNumber && ` · ticket #${row.about.ticketNumber}`}
                <span className="phone-only"> decided by {row.approver}</span>
              </span>
            </td>
            <td className="wide-only">{row.approver}</td>
            <td>
              <Badge tone={row.status === 'approved' ? 'good' : row.status === 'open' ? 'accent' : 'plain'}>
                {wordOf('approvals', row.status)}
              </Badge>{' '}
              {row.overdue && (
                <Badge tone="warn" icon="wait">
                  Overdue
                </Badge>
              )}
            </td>
            <td className="number wide-only">{row.remindedAt ? <Ago at={row.remindedAt} /> : '–'}</td>
            <td className="number wide-only">{row.decidedAt ? <Ago at={row.decidedAt} /> : '–'}</td>
            <td className="number">
              <Ago at={row.createdAt} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
