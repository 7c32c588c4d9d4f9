import { botReplySchema, type SessionState } from '@acebuddy/contracts';
import { expect, it } from 'vitest';
import { type ConversationRecord, newConversation } from './record.ts';
import { handedOverAgain, saidAgain, unheardTurn } from './said-again.ts';
import { sessionSummary, withTurn } from './turns.ts';

const at = '2026-11-23T10:00:00.000Z';
const line = (text: string) => ({ role: 'customer', text }) as const;

function unheard(said: string, state: SessionState): ConversationRecord {
  const seed = { id: 'c', chatId: 'c', channel: 'flat', engine: { schema: 1 } as never, now: at };
  const fresh = { ...newConversation(seed), state };
  const reply = botReplySchema.parse({ action: 'pending', replies: ['Thank you.'], session: sessionSummary(fresh) });
  const asked = withTurn(fresh, { eventId: 'e1', at, lines: [{ ...line(said), at }], reply });
  // Something the bot said on its own since.
  return withTurn({ ...asked, unheard: unheardTurn(asked) }, { eventId: 'p1', at, lines: [], reply: null });
}

it.each([
  ['the same words, spaces and capitals aside', 'my printer', ' My Printer ', 'active', true],
  ['other words', 'my printer', 'my screen', 'active', false],
  ['the code that was taken', 'my code is [code removed]', 'my code is 569368', 'ticket', true],
  ['a number that was no code', '569368', '123456', 'active', false],
  ['a code after a wrong one: it may be right', '[code removed]', '569368', 'verifying', false],
] as const)('%s', (_what, first, second, state, isAgain) => {
  const turn = saidAgain(unheard(first, state), { eventId: 'e2', line: line(second) }, at);
  expect(turn?.record.head?.lines[0]?.text).toBe(isAgain ? first : undefined);
  expect(turn?.record.head?.why?.rows).toEqual(isAgain ? [{ row: 'said_again', commands: [] }] : undefined);
  expect(turn?.reply).toEqual(
    isAgain ? expect.objectContaining({ action: 'reply', replies: ['Thank you.'] }) : undefined,
  );
});

it('words whose answer she was given are new words', () => {
  const record = { ...unheard('yes', 'active'), unheard: null };
  expect(saidAgain(record, { eventId: 'e2', line: line('yes') }, at)).toBeNull();
});

it('a hand-over that she was not given is made with whatever she writes next', () => {
  const record = unheard('human', 'escalated');
  const forward = botReplySchema.parse({
    action: 'forward',
    replies: ['One moment.'],
    session: sessionSummary(record),
  });
  const silent = botReplySchema.parse({ ...forward, action: 'silent', replies: [] });
  const lines = [{ ...line('hello?'), at }];
  const step = {
    record: withTurn(record, { eventId: 'e2', at, lines, reply: silent }),
    reply: silent,
    verifications: [],
  };
  const again = handedOverAgain({ ...record, unheard: { said: 'human', reply: forward } }, step, at);
  expect(again.reply).toMatchObject({ action: 'forward', replies: ['One moment.'] });
  expect(again.record.head?.why).toMatchObject({ rows: [{ row: 'said_again' }], effects: ['forward'] });
  expect(again.record.head?.lines.map(({ text }) => text)).toEqual(['hello?', 'One moment.']);
  expect(handedOverAgain({ ...record, unheard: null }, step, at)).toBe(step);
});
