import { expect, test } from 'vitest';
import { otherIssues } from './other-issues.ts';
import type { NamedIssue } from './primary.ts';
import { loadTopicRules } from './topic-rules.ts';

const { partOf } = loadTopicRules();

function issue(workflow: string, probability: number, isAdded = false, words = 6): NamedIssue {
  return { workflow, probability, isAdded, words, isPrimary: false };
}

test('what is said to come on top is another issue', () => {
  expect(
    otherIssues([issue('printer_issues', 0.9), issue('email_issues', 0.75, true)], 'printer_issues', 12, partOf),
  ).toEqual(['email_issues']);
});

test('a symptom of the requested restart is no issue of its own', () => {
  expect(
    otherIssues([issue('server_slowness', 0.95), issue('server_reboot', 0.95)], 'server_reboot', 6, partOf),
  ).toEqual([]);
});

test('an aside of a long story counts only when it is clear and said to be an addition', () => {
  const story = [issue('printer_issues', 0.95), issue('email_issues', 0.8, true), issue('qb_issues', 0.95, true)];
  expect(otherIssues(story, 'monitor_setup', 120, partOf)).toEqual(['qb_issues']);
});

test('a word or two beside the problem are no issue of their own', () => {
  const beside = (words: number, isAdded = false) =>
    otherIssues(
      [issue('account_locked', 0.99), issue('user_management', 0.98, isAdded, words)],
      'account_locked',
      18,
      partOf,
    );
  expect(beside(2)).toEqual([]);
  expect(beside(2, true)).toEqual([]);
  expect(beside(5)).toEqual(['user_management']);
});

test('a part that is not introduced has to be surer than one that is', () => {
  const beside = (isAdded: boolean) =>
    otherIssues([issue('qb_issues', 0.99), issue('rdp_connection', 0.92, isAdded)], 'qb_issues', 12, partOf);
  expect(beside(false)).toEqual([]);
  expect(beside(true)).toEqual(['rdp_connection']);
});
