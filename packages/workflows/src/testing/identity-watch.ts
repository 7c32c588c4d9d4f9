import type { Effect, OpenRequest } from '../engine-types.ts';
import { sameAddress } from '../flow/same-account.ts';
import type { FakeChat, Happened } from './fake-chat.ts';
import { rightCode } from './fake-chat.ts';
import { findKnown, type Person } from './people.ts';

/** So long after her last word a proof no longer counts. */
const proofMinutes = 60;

/**
 * Follows a chat from outside and knows by itself what was proven in it: a right code was typed after one was sent to the
 * address in use. Says what the engine did or told without that.
 */
export function createIdentityWatch(person: Person, openRequests: readonly OpenRequest[]) {
  let sentTo: string | null = null;
  let proven: string | null = null;
  let quietMinutes = 0;
  let turns = 0;

  function follow(effects: readonly Effect[]): void {
    for (const effect of effects) {
      if (effect.kind === 'sendCode') sentTo = effect.to.email;
      if (effect.kind === 'verifyCode' && effect.code === rightCode) proven = sentTo;
    }
  }

  function wrongWrites(effects: readonly Effect[]): string[] {
    return effects.flatMap((effect) => {
      if (effect.kind !== 'commentTicket') return [];
      const request = openRequests.find(({ ticketId }) => ticketId === effect.ticketId);
      return sameAddress(request?.email, proven) ? [] : [`a comment on the ticket ${effect.ticketId} of another chat`];
    });
  }

  function wrongWords({ reply }: Happened): string[] {
    const said = [...reply.texts, ...reply.suggestions].join('\n');
    return openRequests.flatMap(({ ticketNumber, reference, email }) =>
      (said.includes(ticketNumber ?? reference) || said.includes(reference)) && !sameAddress(email, proven)
        ? [`a word about the request ${reference} of another chat: ${said}`]
        : [],
    );
  }

  function wrongClaims(chat: FakeChat, effects: readonly Effect[]): string[] {
    const isKnown = findKnown(proven ?? undefined) !== null;
    const claims = [
      ...(chat.view().verified === 'verified' ? ['the session'] : []),
      ...effects.flatMap((effect) => (claimsVerified(effect) ? [effect.kind] : [])),
    ];
    const strange = effects.flatMap((effect) =>
      effect.kind === 'createTicket' && effect.ticket.verified === 'verified' && !isOwnAccount(effect, proven)
        ? ["a ticket for somebody else's account"]
        : [],
    );
    return [...(isKnown ? [] : claims), ...strange].map(
      (where) => `"verified" in ${where} without the directory's word`,
    );
  }

  return {
    /** Messages followed so far. */
    turns: () => turns,
    isProven: () => proven !== null,
    waited(minutes: number): void {
      quietMinutes += minutes;
    },
    /** Everything that is wrong with what just happened; empty when nothing is. */
    after(chat: FakeChat, happened: Happened, said: boolean): string[] {
      if (said) {
        if (quietMinutes >= proofMinutes) proven = null;
        quietMinutes = 0;
        turns += 1;
      }
      follow(happened.effects);
      const found = [...wrongWrites(happened.effects), ...wrongWords(happened), ...wrongClaims(chat, happened.effects)];
      if (!sameAddress(chat.view().slots.email ?? person.visitor.email, proven)) proven = null;
      return proven === null ? [...found, ...wrongClaims(chat, []), ...wrongWrites(happened.effects)] : found;
    },
  };
}

function claimsVerified(effect: Effect): boolean {
  switch (effect.kind) {
    case 'createTicket':
      return effect.ticket.verified === 'verified' || /Identity: verified/.test(JSON.stringify(effect.ticket));
    case 'revise':
      return /Identity: verified/.test(effect.description);
    case 'proof':
      return effect.proof === 'verified';
    case 'comment':
    case 'commentTicket':
      return /Identity: verified|\(verified\)/.test(effect.text);
    default:
      return false;
  }
}

/** By the words on the ticket alone: the user name that it names is the one of the proven address. */
function isOwnAccount({ ticket }: Extract<Effect, { kind: 'createTicket' }>, proven: string | null): boolean {
  const named = ticket.collected.find(({ label }) => label === 'User name')?.value;
  if (named === undefined) return true;
  const known = findKnown(proven ?? undefined);
  const user = named.toLowerCase().replace(/^.*\\/, '').replace(/@.*$/, '');
  return known !== null && 'userName' in known && known.userName === user;
}
