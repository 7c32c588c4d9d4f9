import { createRandom } from '@acebuddy/service-kit/random';
import type { ConversationRow } from '../src/api/types.ts';

export const workflows = [
  { id: 'password_reset', name: 'Password Reset' },
  { id: 'account_locked', name: 'Account Locked' },
  { id: 'qb_issues', name: 'QuickBooks Issues' },
  { id: 'rdp_connection', name: 'Remote Desktop Connection' },
  { id: 'printer_issues', name: 'Printer Issues' },
  { id: 'disk_upgrade', name: 'Disk Space Upgrade' },
  { id: 'server_slowness', name: 'Server Slowness' },
  { id: 'email_issues', name: 'Email Issues' },
];
const names = [
  'Dana Whitfield',
  'Ravi Menon',
  'Lucía Ortega',
  'Tom Okafor',
  'Mei Tanaka',
  'Anna Kowalski',
  'Sam Pruitt',
];
const ends = ['ticket', 'solved', 'ticket', 'assumed_solved', 'handed_over', 'handover_failed', 'abandoned', 'open'];
const stateOf: Readonly<Record<string, ConversationRow['state']>> = {
  ticket: 'ticket',
  solved: 'resolved',
  assumed_solved: 'closed',
  handed_over: 'escalated',
  handover_failed: 'escalated',
  abandoned: 'abandoned',
  open: 'active',
};

/** Chats of nobody, newest first; the same each time but for their moments. */
export function inventRows(count: number, now: number): ConversationRow[] {
  const random = createRandom(7).next;
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  return Array.from({ length: count }, (_, index): ConversationRow => {
    const outcome = index === 0 ? 'handover_failed' : pick(ends);
    const updated = now - index * 23 * 60_000 - Math.floor(random() * 600_000);
    const hasTicket = outcome === 'ticket' || outcome === 'handover_failed';
    const isMissed = outcome === 'handover_failed';
    const holder = isMissed ? 'waiting' : outcome === 'handed_over' ? 'person' : outcome === 'open' ? 'bot' : 'nobody';
    const rating = random() > 0.7 ? Math.ceil(random() * 5) : null;
    const isUnhappy = rating !== null && rating < 3;
    return {
      conversationId: index % 9 === 3 ? `7001/conv-${1_000 + index}` : `conv-${1_000 + index}`,
      chatId: `${90_000 + index}`,
      channel: index % 5 === 0 ? 'playground' : 'salesiq',
      visitorName: index % 11 === 5 ? null : pick(names),
      state: stateOf[outcome] ?? 'active',
      workflow: index % 13 === 6 ? null : pick(workflows).id,
      outcome,
      verified: pick(['verified', 'mailbox only', 'not verified', null]),
      language: pick(['en', 'en', 'en', 'es']),
      rating,
      holder,
      ticketNumber: hasTicket ? String(4_300 - index) : null,
      ticketId: hasTicket ? `18920000000${430_000 - index}` : null,
      reference: `AB-${(index + 4_096)
        .toString(36)
        .toUpperCase()
        .padStart(8, '0')
        .replaceAll(/[ILOU]/g, 'X')}`,
      waitingSince: isMissed ? new Date(updated - 40 * 60_000).toISOString() : null,
      attention: [
        ...(isMissed ? (['person_waiting'] as const) : []),
        ...(isUnhappy ? (['unhappy_rating'] as const) : []),
      ],
      messages: 4 + Math.floor(random() * 20),
      createdAt: new Date(updated - 900_000).toISOString(),
      updatedAt: new Date(updated).toISOString(),
    };
  });
}
