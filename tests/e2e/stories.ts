import type { Lines } from './customer.ts';

/** A problem as a customer opens with it, one for each workflow. */
export interface Story {
  readonly workflow: string;
  readonly name: string;
  readonly opening: string;
  /** The priority that the workflow's file gives this story (workflows.md, "The ticket"). */
  readonly priority: 'Low' | 'Medium' | 'High';
  readonly answers?: Lines;
}

export const stories: readonly Story[] = [
  {
    workflow: 'disk_upgrade',
    name: 'Disk Space Upgrade',
    opening: 'our C drive is full and we need more storage',
    priority: 'Low',
  },
  {
    workflow: 'password_reset',
    name: 'Password Reset',
    opening: 'I forgot my password',
    priority: 'Medium',
    answers: [[/enrolled in the self-service portal/i, 'No']],
  },
  {
    workflow: 'user_management',
    name: 'User Management',
    opening: 'please add a new user for our new accountant',
    priority: 'Medium',
  },
  {
    workflow: 'monitor_setup',
    name: 'Monitor Setup',
    opening: 'how do I use two monitors in the remote session',
    priority: 'Low',
  },
  {
    workflow: 'printer_issues',
    name: 'Printer Issues',
    opening: 'my printer shows offline',
    priority: 'Medium',
    answers: [[/only you, or everyone/i, 'Only me']],
  },
  { workflow: 'server_slowness', name: 'Server Slowness', opening: 'the server is very slow today', priority: 'High' },
  {
    workflow: 'rdp_connection',
    name: 'RDP Connection',
    opening: 'I cannot connect to the remote desktop',
    priority: 'High',
  },
  { workflow: 'server_reboot', name: 'Server Reboot', opening: 'please reboot our server', priority: 'High' },
  { workflow: 'qb_mfa', name: 'QB MFA', opening: 'the quickbooks verification code never arrives', priority: 'Medium' },
  { workflow: 'email_issues', name: 'Email Issues', opening: 'outlook cannot send emails', priority: 'Medium' },
  {
    workflow: 'qb_issues',
    name: 'QB Issues',
    opening: 'quickbooks will not start',
    priority: 'Medium',
    answers: [[/missing|damaged/i, 'No']],
  },
  {
    workflow: 'windows_update',
    name: 'Windows Update',
    opening: 'windows update keeps failing on my laptop',
    priority: 'Low',
    answers: [[/start up to the desktop/i, 'Yes, it starts']],
  },
  {
    workflow: 'account_locked',
    name: 'Account Locked',
    opening: 'my account is locked, too many attempts',
    priority: 'High',
    answers: [[/still know your password/i, 'Yes']],
  },
];
