import type { Visitor } from '@acebuddy/contracts';
import { realName } from './real-name.ts';
import type { State } from './state-schema.ts';

export function startState(visitor: Visitor): State {
  return {
    schema: 1,
    session: 'new',
    holder: 'bot',
    greeted: false,
    profile: {
      name: realName(visitor.name),
      email: visitor.email ?? null,
      phone: visitor.phone ?? null,
      refused: [],
    },
    identity: { epoch: 1, verified: null, sentTo: null, status: 'open', wrong: 0, sent: 0, note: null },
    run: null,
    stack: [],
    later: [],
    pending: null,
    tickets: [],
    attachments: [],
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
