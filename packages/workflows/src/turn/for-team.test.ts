import { expect, it } from 'vitest';
import { defaultSettings } from '../default-settings.ts';
import { slotSchema } from '../definition/slot-schema.ts';
import { slotContext, type Turn } from '../flow/turn.ts';
import { bundledReplies } from '../replies/replies.ts';
import { parseAnswer } from '../slots/parse-answer.ts';
import { answerForTeam } from './for-team.ts';

const replies = bundledReplies();
const turn = {
  words: replies.in('es'),
  team: replies.in('en'),
  context: {
    now: '2026-11-30T15:00:00.000Z',
    visitor: { timeZone: 'America/Chicago' },
    settings: defaultSettings,
    known: null,
  },
} as unknown as Turn;

it.each([
  ['date', 'el 15 de diciembre', 'Tuesday, December 15, 2026'],
  ['datetime', 'mañana a las 3', 'Tuesday, December 1, 2026 at 3:00 PM CST'],
  ['percent', 'noventa por ciento', '90%'],
  ['percent', 'como la mitad', 'about 50%'],
  ['percent', 'muy alto', 'very high'],
  ['error_code', 'no da ningún error', 'no error number'],
  ['text', 'está congelado', 'está congelado'],
  ['name', 'Ana Ruiz López', 'Ana Ruiz López'],
])('%s: "%s" is "%s" on the ticket', (type, said, expected) => {
  const slot = slotSchema.parse({ type, ask: '¿?', label: 'x', ...(type === 'text' && { max_length: 100 }) });
  const read = parseAnswer(slot, said, slotContext(turn));
  expect(read.ok && answerForTeam(turn, slot, read.answer)).toBe(expected);
});

it('keeps the words of a window behind its beginning', () => {
  const slot = slotSchema.parse({ type: 'datetime', ask: '¿?', label: 'x' });
  const read = parseAnswer(slot, 'mañana de 2 a 4 de la tarde', slotContext(turn));
  const written = read.ok ? answerForTeam(turn, slot, read.answer) : '';
  expect(written).toMatch(/^Tuesday, December 1, 2026 at 2:00 PM CST \(martes, .* de 2:00 p\. ?m\. .*\)$/);
});
