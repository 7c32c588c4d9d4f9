import type { Random } from '@acebuddy/service-kit/random';
import type { World } from './world.ts';

const link = /\/approvals\/([^\s"?]+)/;

/** What points of contact do with requests for their approval. */
const habits = [
  { weight: 74, decision: 'approve' },
  { weight: 13, decision: 'decline' },
  { weight: 13, decision: null },
] as const;
const comments = {
  approve: [undefined, undefined, 'Fine with me.', 'Approved, please do it after hours.'],
  decline: [undefined, 'Not this month, please.', 'I want to talk to her first.'],
} as const;

/** Points of contact: they read their mail and decide with the form behind its link, or forget about it. */
export function createApprovers({ mails, agenda, calendar, clock, gateway }: World, random: Random) {
  const seen = new Set<string>();
  let seq = 0;

  async function decide(token: string, decision: 'approve' | 'decline'): Promise<void> {
    const comment = random.pick<string | undefined>(comments[decision]);
    await gateway.inject({
      method: 'POST',
      url: `/approvals/${token}`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ decision, ...(comment === undefined ? {} : { comment }) }).toString(),
    });
  }

  return {
    /** Looks for mails that were not read yet. */
    look(): void {
      const fresh = mails.mails().filter((mail) => mail.seq > seq);
      seq = fresh[0]?.seq ?? seq;
      for (const { text } of fresh.toReversed()) {
        const token = link.exec(text)?.[1];
        if (token === undefined || seen.has(token)) continue;
        seen.add(token);
        const { decision } = random.weighted(habits);
        if (decision !== null)
          agenda.add(calendar.later(clock.at(), random.around(1.5)), () => decide(token, decision));
      }
    },
  };
}
