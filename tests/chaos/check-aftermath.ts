import type { CaughtMail } from '@acebuddy/testkit/servers';
import { expectedLines } from './aftermath.ts';
import { agentWords } from './agents.ts';
import type { Played } from './play.ts';
import type { Session } from './sessions.ts';

export interface AftermathFindings {
  /** Of what people at the desk wrote to her, and of what was said after an operator took the chat, or none did. */
  readonly peopleUnheard: readonly string[];
  readonly peopleRepeated: readonly string[];
}

/** What people said must stand in the session once; what an agent wrote on the ticket must have reached the customer. */
export function checkAftermath(
  { plan, chat, afterwards }: Played,
  session: Session,
  mails: readonly CaughtMail[],
): AftermathFindings {
  const wanted = plan.aftermath === 'agent_reply' ? [agentWords(plan.index)] : afterwards ? expectedLines(plan) : [];
  const counts = wanted.map((words) => ({
    words,
    times: session.messages.filter(({ text }) => text.includes(words)).length,
  }));
  const peopleUnheard = counts.flatMap(({ words, times }) => (times === 0 ? [`the session lacks "${words}"`] : []));
  const peopleRepeated = counts.flatMap(({ words, times }) =>
    times > 1 ? [`the session has ${times} times "${words}"`] : [],
  );
  if (plan.aftermath === 'agent_reply' && !hasReached(agentWords(plan.index), plan.email, chat.heardAll(), mails))
    peopleUnheard.push(`"${agentWords(plan.index)}" reached her neither in the chat nor by mail`);
  return { peopleUnheard, peopleRepeated };
}

function hasReached(words: string, email: string, heard: readonly string[], mails: readonly CaughtMail[]): boolean {
  // Mails wrap their lines.
  const key = words.replace(/\s+/g, '');
  const letters = mails.filter(({ to }) => to.includes(email)).map(({ text }) => text);
  return [...heard, ...letters].some((text) => text.replace(/\s+/g, '').includes(key));
}
