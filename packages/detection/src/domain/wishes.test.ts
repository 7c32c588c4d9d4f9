import { expect, test } from 'vitest';
import { findConcepts } from './concept-matcher.ts';
import { wishMode } from './wishes.ts';

function modeOf(text: string): string | undefined {
  const words = text.split(' ');
  const mention = findConcepts(words).find(({ concept }) => concept === 'wish.restart');
  return mention === undefined ? undefined : wishMode(words, mention);
}

test.each(['please reboot the server', 'can you restart it tonight', 'the server needs a reboot'])(
  'a restart is asked for: %s',
  (text) => expect(modeOf(text)).toBe('asked'),
);

test.each(['rebooting didnt do a thing', 'we restarted it already', 'a reboot hasnt changed it'])(
  'a restart is only told: %s',
  (text) => expect(modeOf(text)).toBe('told'),
);
