import { DeskFailure, type StepPayload } from '../../ports.ts';
import type { Effect } from '../effect.ts';
import type { WorkSettings } from '../settings.ts';
import { findCreatedTickets } from './find-created-ticket.ts';

export interface VerifyEffectOptions {
  readonly payload: Extract<StepPayload, { kind: 'verify' }>;
  readonly ticketId: string;
  readonly referenceField: string | null;
  readonly settings: WorkSettings;
  readonly now: () => Date;
}

/** After a ticket was sent twice: looks for a second one, when the index knows both. Reads only. */
export function verifySingleEffect(options: VerifyEffectOptions): Effect<readonly string[]> {
  const { payload, ticketId, referenceField, settings, now } = options;
  return {
    looks: settings.createLooks,
    harmless: true,
    perform: async (desk) => {
      const { reference, subject, email, since } = payload;
      const at = now().getTime();
      // It was sent for the last time before this began, and this begins when the last look for it would be due.
      const sentAt = at - (settings.createLooks.at(-1)?.afterMs ?? 0);
      const search = { firstSentAt: since, sentAt, now: at, isLast: true };
      const finding = await findCreatedTickets(desk, { reference, subject, email, referenceField }, search, settings);
      if (finding.kind === 'inconclusive') throw new DeskFailure('not_sent', finding.why);
      const found = finding.kind === 'found' ? finding.value : [];
      return found.map((ticket) => ticket.id).filter((id) => id !== ticketId);
    },
    find: async () => ({ kind: 'absent' }),
    settle: (duplicates, progress) => ({
      progress,
      result: duplicates.length > 0 ? { duplicates } : {},
      more: false,
    }),
  };
}
