import type { ConversationData } from '../../api/types.ts';
import { useMe } from '../../state/zone.ts';
import { endingOf, standingOf } from '../../text/standing.ts';
import { readable } from '../../text/words.ts';
import { Badge } from '../../ui/badge.tsx';
import { Ago, Moment, Since } from '../../ui/moment.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { Stars } from '../../ui/stars.tsx';
import { Actions } from './actions.tsx';

export function ConversationHead({ data }: { data: ConversationData }) {
  const { row } = data;
  const { workflows } = useMe();
  const { text, icon, tone } = standingOf(row);
  const ending = endingOf(row.outcome);
  const workflow = workflows.find(({ id }) => id === row.workflow)?.name ?? readable(row.workflow ?? 'No topic yet');
  return (
    <header className="chat-head">
      <PageTitle title={row.visitorName ?? 'Unnamed visitor'}>
        <Badge tone={tone} icon={icon}>
          {text}
        </Badge>
        {row.waitingSince && (
          <Badge tone="warn" icon="wait">
            Waiting <Since at={row.waitingSince} />, since <Moment at={row.waitingSince} />
          </Badge>
        )}
        {row.rating !== null && <Stars count={row.rating} />}
      </PageTitle>
      <p className="soft chat-sub">
        {workflow}
        {ending && ` · chat ended: ${ending}`} · {row.channel} · {row.messages} messages · last{' '}
        <Ago at={row.updatedAt} />
      </p>
      <Actions data={data} />
    </header>
  );
}
