import { Tabs } from '@base-ui/react/tabs';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { ConversationData, Turn } from '../../api/types.ts';
import { Button } from '../../ui/button.tsx';
import { Timeline } from './timeline.tsx';
import { Transcript } from './transcript.tsx';

const route = getRouteApi('/conversations/$id');

interface ConversationViewsProps {
  readonly data: ConversationData;
  readonly turns: readonly Turn[];
  readonly hasEarlier: boolean;
  readonly isLoading: boolean;
  readonly onEarlier: () => void;
}

/** The words with their reasons, or everything that happened on one line of time. */
export function ConversationViews({ data, turns, hasEarlier, isLoading, onEarlier }: ConversationViewsProps) {
  const { view = 'transcript' } = route.useSearch();
  const navigate = useNavigate();
  const show = (next: string) =>
    void navigate({
      to: '.',
      search: next === 'timeline' ? { view: 'timeline' } : {},
      replace: true,
      resetScroll: false,
    });
  const earlier = hasEarlier && (
    <div className="earlier">
      <Button icon="up" isBusy={isLoading} onClick={onEarlier}>
        Load earlier messages
      </Button>
    </div>
  );
  return (
    <Tabs.Root value={view} onValueChange={show} className="chat-main">
      <Tabs.List className="tabs" aria-label="Views of the conversation">
        <Tabs.Tab value="transcript" className="tab">
          Transcript and why
        </Tabs.Tab>
        <Tabs.Tab value="timeline" className="tab">
          Timeline
        </Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="transcript">
        {earlier}
        <Transcript turns={turns} />
      </Tabs.Panel>
      <Tabs.Panel value="timeline">
        {earlier}
        <Timeline data={data} turns={turns} />
      </Tabs.Panel>
    </Tabs.Root>
  );
}
