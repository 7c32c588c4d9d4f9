import type { LinkProps } from '@tanstack/react-router';
import type { Attention } from '../../api/types.ts';

/** Where the things of each kind are listed. Kinds of newer releases lead to the conversations. */
export const attentionLinks: Readonly<Partial<Record<Attention['kind'], LinkProps>>> = {
  person_waiting: { to: '/conversations', search: { attention: 'person_waiting' } },
  ticket_late: { to: '/conversations', search: { attention: 'ticket_late' } },
  unhappy_rating: { to: '/conversations', search: { attention: 'unhappy_rating' } },
  dead_letters: { to: '/work', search: { state: 'stuck', topic: 'others' } },
  failed_mails: { to: '/mails', search: { status: 'dead', resendable: true } },
  approvals_overdue: { to: '/approvals', search: { overdue: true } },
  desk_trouble: { to: '/system' },
  unknown_tickets: { to: '/system' },
  not_understood: { to: '/', hash: 'understanding' },
  mail_trouble: { to: '/mails', search: { status: 'pending' } },
  service_silent: { to: '/system' },
};
