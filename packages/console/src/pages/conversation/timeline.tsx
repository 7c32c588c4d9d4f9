import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { ConversationData, Turn } from '../../api/types.ts';
import { type TimelineKind, timelineKinds } from '../../state/timeline-search.ts';
import { useZone } from '../../state/zone.ts';
import { type TimelineEntry, timelineOf } from '../../text/timeline.ts';
import { dayText } from '../../text/times.ts';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { Moment } from '../../ui/moment.tsx';
import { RequestId } from '../../ui/request-id.tsx';
import { Empty } from '../../ui/states.tsx';

const route = getRouteApi('/conversations/$id');
const names: Readonly<Record<TimelineKind, string>> = {
  message: 'Messages',
  desk: 'Zoho Desk',
  mail: 'Mails',
  agent: 'Agents',
  approval: 'Approvals',
  audit: 'Audit',
};
const icons: Readonly<Record<TimelineKind, IconName>> = {
  message: 'chats',
  desk: 'desk',
  mail: 'mails',
  agent: 'person',
  approval: 'approvals',
  audit: 'audit',
};

export function Timeline({ data, turns }: { data: ConversationData; turns: readonly Turn[] }) {
  const { kind } = route.useSearch();
  const navigate = useNavigate();
  const entries = useMemo(() => timelineOf(turns, data), [turns, data]);
  const shown = entries.filter((entry) => kind === undefined || entry.kind === kind);
  const pick = (next: TimelineKind | undefined) =>
    void navigate({
      to: '.',
      search: { view: 'timeline', ...(next && { kind: next }) },
      replace: true,
      resetScroll: false,
    });
  const count = (each: TimelineKind) => entries.filter((entry) => entry.kind === each).length;
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: these are no fields */}
      <div className="chips" role="group" aria-label="Kinds of entries">
        <button type="button" className="chip" aria-pressed={kind === undefined} onClick={() => pick(undefined)}>
          Everything <span className="chip-count">{entries.length}</span>
        </button>
        {timelineKinds.map((each) => (
          <button
            key={each}
            type="button"
            className="chip"
            aria-pressed={kind === each}
            disabled={count(each) === 0}
            onClick={() => pick(each)}
          >
            {names[each]} <span className="chip-count">{count(each)}</span>
          </button>
        ))}
      </div>
      {shown.length === 0 ? (
        <Empty title="Nothing of this kind happened" />
      ) : (
        <ol className="timeline" aria-label="Timeline">
          {shown.map((entry, index) => (
            <Entry key={entry.key} entry={entry} before={shown[index - 1]} />
          ))}
        </ol>
      )}
    </>
  );
}

function Entry({ entry, before }: { entry: TimelineEntry; before: TimelineEntry | undefined }) {
  const zone = useZone();
  const day = dayText(entry.at, zone);
  const isNewDay = before === undefined || dayText(before.at, zone) !== day;
  return (
    <li className={`entry ${entry.tone}`}>
      {isNewDay && <p className="day">{day}</p>}
      <div className="entry-line">
        <span className="entry-at">
          <Moment at={entry.at} clock />
        </span>
        <span className="entry-icon">
          <Icon name={icons[entry.kind]} />
        </span>
        <div className="entry-what">
          <span className="sr">{names[entry.kind]}: </span>
          <span className="entry-title">{entry.title}</span>
          {entry.detail && (
            <span className="entry-detail" dir="auto">
              {entry.detail}
            </span>
          )}
          {entry.raw && (
            <details className="entry-raw">
              <summary>Details</summary>
              <code>{entry.raw}</code>
            </details>
          )}
          {entry.requestId && <RequestId id={entry.requestId} isNamed />}
        </div>
      </div>
    </li>
  );
}
