import type { Turn } from '../../api/types.ts';
import { useZone } from '../../state/zone.ts';
import { callTime, dayText } from '../../text/times.ts';
import { readable } from '../../text/words.ts';
import { Moment } from '../../ui/moment.tsx';
import { Empty } from '../../ui/states.tsx';
import { WhyPanel } from './why-panel.tsx';

const speakers: Readonly<Record<string, string>> = {
  customer: 'Customer',
  bot: 'Bot',
  operator: 'Agent',
  system: 'Note',
};

export function Transcript({ turns }: { turns: readonly Turn[] }) {
  const zone = useZone();
  if (turns.length === 0) return <Empty icon="chats" title="Nothing was said yet" />;
  return (
    <ol className="turns" aria-label="Transcript">
      {turns.map((turn, index) => {
        const day = dayText(turn.at, zone);
        const before = turns[index - 1];
        const isNewDay = before === undefined || dayText(before.at, zone) !== day;
        return (
          <li key={turn.seq}>
            {isNewDay && <p className="day">{day}</p>}
            <TurnLines turn={turn} />
          </li>
        );
      })}
    </ol>
  );
}

function TurnLines({ turn }: { turn: Turn }) {
  const firstAnswer = turn.lines.findIndex(({ role }) => role === 'bot');
  return (
    <div className="turn">
      <div className="lines">
        {turn.lines.map(({ role, text, at }, index) => (
          <div key={index} className={`bubble ${role}`}>
            <p className="who">
              <strong>{speakers[role] ?? readable(role)}</strong> <Moment at={at} clock />
              {index === firstAnswer && turn.tookMs !== null && <span> · answered in {callTime(turn.tookMs)}</span>}
            </p>
            <p className="said" dir="auto">
              {text}
            </p>
          </div>
        ))}
      </div>
      {turn.why && <WhyPanel why={turn.why} requestId={turn.correlationId ?? null} />}
    </div>
  );
}
