import { expect, it } from 'vitest';
import { ruleText } from './rule-text.ts';

it('has words for what answers before the table, and none for rows of it', () => {
  expect(ruleText('attended')).toBe('A person has the chat');
  expect(ruleText('answer at choice')).toBeNull();
  expect(ruleText('constructor')).toBeNull();
});
