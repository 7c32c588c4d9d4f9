import type { IconName } from '../ui/icon.tsx';

/** Pages of the navigation, with the key that follows `g`. */
export const places = [
  { to: '/', label: 'Overview', icon: 'overview', key: 'o' },
  { to: '/conversations', label: 'Conversations', icon: 'chats', key: 'c' },
  { to: '/work', label: 'Work', icon: 'work', key: 'w' },
  { to: '/mails', label: 'Mails', icon: 'mails', key: 'm' },
  { to: '/approvals', label: 'Approvals', icon: 'approvals', key: 'a' },
  { to: '/workflows', label: 'Workflows', icon: 'workflows', key: 'f' },
  { to: '/misunderstood', label: 'Misunderstood', icon: 'misunderstood', key: 'u' },
  { to: '/system', label: 'System', icon: 'system', key: 's' },
] as const satisfies readonly { to: string; label: string; icon: IconName; key: string }[];
