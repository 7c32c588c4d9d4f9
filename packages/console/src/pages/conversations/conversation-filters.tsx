import { useNavigate } from '@tanstack/react-router';
import type { ConversationSearch } from '../../state/conversation-search.ts';
import { conversationAttention } from '../../state/conversation-search.ts';
import { useNow } from '../../state/now.ts';
import { useMe, useZone } from '../../state/zone.ts';
import { dayPresets, daysOfPreset, presetOf } from '../../text/day-presets.ts';
import { dateIn } from '../../text/days.ts';
import { choicesOf, wordOf } from '../../text/words.ts';
import { Button } from '../../ui/button.tsx';
import { DayPicker, Filters, Picker } from '../../ui/picker.tsx';

const languages = ['en', 'es', 'fr', 'de', 'pt', 'it', 'nl'];
const languageNames = new Intl.DisplayNames('en', { type: 'language' });
const ratings = [
  ['unhappy', '1–2 stars'],
  ['middling', '3 stars'],
  ['happy', '4–5 stars'],
] as const;

export function ConversationFilters({ search }: { search: ConversationSearch }) {
  const { workflows } = useMe();
  const navigate = useNavigate();
  const today = dateIn(useZone(), useNow());
  const set = (change: { [K in keyof ConversationSearch]?: string | undefined }) =>
    void navigate({
      to: '/conversations',
      search: { ...search, ...change } as ConversationSearch,
      replace: true,
      resetScroll: false,
    });
  const known = search.language && !languages.includes(search.language) ? [...languages, search.language] : languages;
  return (
    <Filters label="Filters of conversations" count={Object.keys(search).length}>
      <Picker
        label="Needs attention"
        value={search.attention}
        choices={conversationAttention.map((kind) => [kind, wordOf('attention', kind)])}
        onPick={(attention) => set({ attention })}
      />
      <Picker
        label="How it stands"
        value={search.state}
        choices={choicesOf('states')}
        onPick={(state) => set({ state })}
      />
      <Picker
        label="How it ended"
        value={search.outcome}
        choices={choicesOf('outcomes')}
        onPick={(outcome) => set({ outcome })}
      />
      <Picker
        label="Workflow"
        value={search.workflow}
        choices={workflows.map(({ id, name }) => [id, name])}
        onPick={(workflow) => set({ workflow })}
      />
      <Picker
        label="Identity"
        value={search.verified}
        choices={choicesOf('verified')}
        onPick={(verified) => set({ verified })}
      />
      <Picker label="Rating" value={search.rating} choices={ratings} onPick={(rating) => set({ rating })} />
      <Picker
        label="Language"
        value={search.language}
        choices={known.map((code) => [code, languageNames.of(code) ?? code])}
        onPick={(language) => set({ language })}
      />
      <Picker
        label="When"
        any="Any day"
        value={presetOf(search, today)}
        choices={dayPresets.map(({ id, label }) => [id, label])}
        onPick={(id) => set({ from: undefined, to: undefined, ...daysOfPreset(id, today) })}
      />
      <DayPicker label="From" value={search.from} onPick={(from) => set({ from })} />
      <DayPicker label="To" value={search.to} onPick={(to) => set({ to })} />
      <Picker
        label="Order"
        value={search.order}
        any="Last activity first"
        choices={[['waiting', 'Longest waiting first']]}
        onPick={(order) => set({ order })}
      />
      {Object.keys(search).length > 0 && (
        <Button
          tone="quiet"
          icon="close"
          onClick={() => void navigate({ to: '/conversations', search: {}, replace: true })}
        >
          Clear filters
        </Button>
      )}
      {(search.from !== undefined || search.to !== undefined) && (
        <p className="soft days-note" role="note">
          Chats that were going on in these days, whenever they began. What changed on one more than three days later,
          as an agent’s answer does, moves it out of the list.
        </p>
      )}
    </Filters>
  );
}
