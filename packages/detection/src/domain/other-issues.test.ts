import { expect, test } from 'vitest';
import { otherIssues } from './other-issues.ts';
import type { NamedIssue } from './primary.ts';

function issue(workflow: string, probability: number, isAdded = false): NamedIssue {
  return { workflow, probability, isAdded, isPrimary: false };
}

test('what is said to come on top is another issue', () => {
  expect(otherIssues([issue('printer_issues', 0.9), issue('email_issues', 0.75, true)], 'printer_issues', 12)).toEqual([
    'email_issues',
  ]);
});

test('a symptom of the requested restart is no issue of its own', () => {
  expect(otherIssues([issue('server_slowness', 0.95), issue('server_reboot', 0.95)], 'server_reboot', 6)).toEqual([]);
});

test('an aside of a long story counts only when it is clear and said to be an addition', () => {
  const story = [issue('printer_issues', 0.95), issue('email_issues', 0.8, true), issue('qb_issues', 0.95, true)];
  expect(otherIssues(story, 'monitor_setup', 120)).toEqual(['qb_issues']);
});
