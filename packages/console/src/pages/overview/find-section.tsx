import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { giveSearchFocus } from '../../frame/search-focus.ts';
import { useNow } from '../../state/now.ts';
import { searchWords } from '../../state/search-words.ts';
import { useZone } from '../../state/zone.ts';
import { daysOfPreset } from '../../text/day-presets.ts';
import { dateIn } from '../../text/days.ts';
import { SearchBox } from '../../ui/search-box.tsx';

/** The ways to one chat or ticket, and to the chats that are asked for every morning. */
export function FindSection() {
  const navigate = useNavigate();
  useEffect(() => {
    // An earlier search would hide what the links below lead to.
    searchWords.set('');
    giveSearchFocus();
  }, []);
  const today = dateIn(useZone(), useNow());
  const yesterday = daysOfPreset('yesterday', today);
  return (
    <section className="find" aria-labelledby="find-title">
      <h2 id="find-title">Find a chat or a ticket</h2>
      <SearchBox onSearch={() => void navigate({ to: '/conversations' })} />
      <p className="find-links">
        <Link to="/conversations" search={{ ...yesterday, outcome: 'handover_failed' }}>
          Yesterday, nobody came
        </Link>
        <Link to="/conversations" search={yesterday}>
          Yesterday’s chats
        </Link>
        <Link to="/conversations" search={{ ...yesterday, rating: 'unhappy' }}>
          Yesterday, unhappy
        </Link>
      </p>
    </section>
  );
}
