import type { EffectResult, Engine } from '@acebuddy/workflows';
import type { Notifications, Ticketing } from '../ports.ts';
import type { Conversations } from './conversations.ts';
import type { Run, Work } from './record.ts';

/**
 * How an attempt at outbox work went. `later` keeps the work and may already tell the engine something;
 * `dead` gives up and leaves it for a person.
 */
export type WorkOutcome =
  | {
      readonly kind: 'done';
      readonly result: EffectResult;
      /** The callback that was spent on it. */
      readonly callbackId?: string;
      /** Of a ticket: what ticketing tells of its links. */
      readonly links?: Pick<NonNullable<Run['ticket']>, 'contactLinked' | 'chatLinked'>;
      /** It ends here, though an operator has to mend why it failed. */
      readonly mend?: boolean;
    }
  | {
      readonly kind: 'later';
      readonly reason: string;
      readonly retryAfterMs?: number;
      readonly result?: EffectResult;
      /** A service of ours did not take the work: it will be back soon, and nobody else keeps the work meanwhile. */
      readonly handOver?: boolean;
      /** It did not take it because of something that an operator has to mend: an older release, a setting, a bug. */
      readonly mend?: boolean;
    }
  /** This release cannot do it: one that can, in another replica or after an update, takes it up within minutes. */
  | { readonly kind: 'parked'; readonly reason: string }
  | { readonly kind: 'dead'; readonly reason: string; readonly result: EffectResult };

export interface PerformDeps {
  readonly engine: Engine;
  readonly conversations: Conversations;
  readonly ticketing: Ticketing;
  readonly notifications: Notifications;
  readonly now: () => Date;
  /** Label of this installation on tickets, for example the chat's channel. */
  readonly remindAfterMinutes: number;
  /** Takes in news that waited for a release that understands it; false when this one does not either. */
  readonly takeNews: (work: WorkOf<'news'>) => Promise<boolean>;
}

export type WorkOf<K extends Work['kind']> = Extract<Work, { kind: K }>;
