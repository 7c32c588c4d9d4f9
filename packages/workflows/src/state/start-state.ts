import type { Visitor } from '@acebuddy/contracts';
import { realName } from './real-name.ts';
import { type State, stateVersion } from './state-schema.ts';

export function startState(visitor: Visitor): State {
  return {
    schema: stateVersion,
    session: 'new',
    holder: 'bot',
    handedOver: null,
    greeted: false,
    profile: {
      name: realName(visitor.name),
      email: visitor.email ?? null,
      phone: visitor.phone ?? null,
      told: visitor.email ?? null,
      refused: [],
    },
    identity: {
      epoch: 1,
      mailbox: null,
      verified: null,
      sentTo: null,
      status: 'open',
      wrong: 0,
      sent: 0,
      note: null,
      proof: 'not verified',
    },
    run: null,
    stack: [],
    past: [],
    later: [],
    laterWords: [],
    pending: null,
    frames: [],
    tickets: [],
    attachments: [],
    untold: [],
    runCount: 0,
    effectCount: 0,
    misses: 0,
    upset: 0,
    nudged: false,
    rated: null,
    noForwardUntil: null,
    strict: false,
    held: [],
    unsaid: false,
    lastAt: null,
    wakeAt: null,
  };
}
