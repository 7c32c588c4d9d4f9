import { Link } from '@tanstack/react-router';
import type { ConversationRow } from '../../api/types.ts';
import { useMe } from '../../state/zone.ts';
import { toSegment } from '../../text/chat-address.ts';
import { endingOf, standingOf } from '../../text/standing.ts';
import { readable } from '../../text/words.ts';
import { Badge } from '../../ui/badge.tsx';
import { Ago, Since } from '../../ui/moment.tsx';
import { Stars } from '../../ui/stars.tsx';

export function ConversationTable({ rows }: { rows: readonly ConversationRow[] }) {
  const { workflows } = useMe();
  const names = new Map(workflows.map(({ id, name }) => [id, name]));
  return (
    <table className="list" aria-label="Conversations">
      <thead>
        <tr>
          <th scope="col">Customer</th>
          <th scope="col" className="wide-only">
            How it stands
          </th>
          <th scope="col" className="wide-only">
            How the chat ended
          </th>
          <th scope="col" className="wide-only">
            Ticket
          </th>
          <th scope="col" className="wide-only">
            Rating
          </th>
          <th scope="col" className="number">
            <span className="wide-only-inline">Waiting</span>
            <span className="phone-only">Time</span>
          </th>
          <th scope="col" className="number wide-only">
            Last activity
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <ConversationLine key={row.conversationId} row={row} workflow={workflowName(names, row.workflow)} />
        ))}
      </tbody>
    </table>
  );
}

const workflowName = (names: ReadonlyMap<string, string>, id: string | null): string =>
  id === null ? 'No topic yet' : (names.get(id) ?? readable(id));

function ConversationLine({ row, workflow }: { row: ConversationRow; workflow: string }) {
  const { text, icon, tone } = standingOf(row);
  return (
    <tr>
      <td className="main-cell">
        <Link
          to="/conversations/$id"
          params={{ id: toSegment(row.conversationId) }}
          preload={false}
          className="line-link"
          data-line
        >
          {row.visitorName ?? 'Unnamed visitor'}
        </Link>
        <span className="sub">
          {workflow}
          <span className="phone-only">
            {row.ticketNumber && ` · #${row.ticketNumber}`}
            {row.rating !== null && ` · ${row.rating} of 5 stars`}
          </span>
        </span>
        <span className="phone-only">
          <Badge tone={tone} icon={icon}>
            {text}
          </Badge>
        </span>
      </td>
      <td className="wide-only">
        <Badge tone={tone} icon={icon}>
          {text}
        </Badge>
      </td>
      <td className="wide-only">{endingOf(row.outcome) ?? '–'}</td>
      <td className="wide-only code">{row.ticketNumber === null ? '–' : `#${row.ticketNumber}`}</td>
      <td className="wide-only">{row.rating === null ? '–' : <Stars count={row.rating} />}</td>
      <td className="number">
        {row.waitingSince === null ? (
          <>
            <span className="wide-only-inline">–</span>
            <span className="phone-only soft">
              last active <br />
              <Ago at={row.updatedAt} />
            </span>
          </>
        ) : (
          <strong className="waits">
            <span className="phone-only">
              waits for <br />
            </span>
            <Since at={row.waitingSince} />
          </strong>
        )}
      </td>
      <td className="number wide-only">
        <Ago at={row.updatedAt} />
      </td>
    </tr>
  );
}
