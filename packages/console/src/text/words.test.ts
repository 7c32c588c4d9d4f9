import { attentionKinds, sessionStates } from '@acebuddy/contracts';
import { figures } from '@acebuddy/metrics';
import { expect, it } from 'vitest';
import { choicesOf, readable, wordOf } from './words.ts';

const codesOf = (list: Parameters<typeof choicesOf>[0]) => choicesOf(list).map(([code]) => code);

it('has words for every state, outcome and kind of attention', () => {
  expect(codesOf('states')).toEqual([...sessionStates]);
  const outcomes = figures.flatMap(({ id }) => (id.startsWith('outcome_') ? [id.slice('outcome_'.length)] : []));
  expect(codesOf('outcomes').sort()).toEqual([...outcomes, 'replaced'].sort());
  expect(codesOf('attention')).toEqual([...attentionKinds]);
});

it('makes codes of newer releases readable', () => {
  expect(wordOf('states', 'on_hold')).toBe('On hold');
  expect(wordOf('states', 'constructor')).toBe('Constructor');
  expect([readable('sendMail'), readable('NOC'), readable('qb_mfa')]).toEqual(['Send mail', 'NOC', 'Qb mfa']);
});
