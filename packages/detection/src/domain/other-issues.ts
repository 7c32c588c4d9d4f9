import type { NamedIssue } from './primary.ts';

/** How sure a part that is not introduced as an addition must be, and how long the message may be, to count as another issue. */
const plainPartFrom = 0.9;
const plainWordsMax = 25;
const addedPartFrom = 0.7;
/** Stories touch on many things; above this length even an addition must be clear. */
const longWords = 40;

/**
 * What goes along with a workflow and is no issue of its own: "can't log in, it says my account is locked" is one matter, and a restart is
 * asked because of its symptoms. Read by the labelling rules 1, 4, 6 and 7.
 */
const partOf: Readonly<Record<string, readonly string[]>> = {
  server_reboot: ['server_slowness', 'rdp_connection', 'qb_issues', 'printer_issues', 'windows_update'],
  account_locked: ['password_reset', 'rdp_connection'],
  password_reset: ['rdp_connection', 'account_locked'],
  qb_mfa: ['qb_issues', 'rdp_connection', 'account_locked', 'password_reset'],
  disk_upgrade: ['qb_issues'],
  server_slowness: ['qb_issues'],
  email_issues: ['password_reset'],
};

/** Further workflows that the message names beside `main`, in order: those said to come on top, and clear ones in a short message. */
export function otherIssues(issues: readonly NamedIssue[], main: string, words: number): string[] {
  const others = issues.filter((issue) => {
    if (issue.workflow === main || partOf[main]?.includes(issue.workflow))
      return issue.isAdded && issue.probability >= plainPartFrom;
    if (issue.isAdded) return issue.probability >= (words > longWords ? plainPartFrom : addedPartFrom);
    return words <= plainWordsMax && issue.probability >= plainPartFrom;
  });
  return [...new Set(others.map((issue) => issue.workflow))].filter((workflow) => workflow !== main);
}
