import type { CaughtMail } from '@acebuddy/testkit/servers';
import { expectedLines } from './aftermath.ts';
import { agentStatus, agentWords } from './agents.ts';
import type { PlannedChat } from './plan.ts';
import type { Played } from './play.ts';
import type { Session } from './sessions.ts';

export interface AftermathFindings {
  /** Of what people at the desk wrote to her, and of what was said after an operator took the chat, or none did. */
  readonly peopleUnheard: readonly string[];
  readonly peopleRepeated: readonly string[];
}

type ByAftermath = Partial<Record<PlannedChat['aftermath'], (plan: PlannedChat) => readonly string[]>>;

/** Of the session, from the desk. */
const linesOf: ByAftermath = {
  agent_reply: ({ index }) => [agentWords(index)],
  agent_status: () => [`The ticket is now "${agentStatus}"`],
};

/** What tells her, in one way or another. */
const tellsOf: ByAftermath = {
  agent_reply: ({ index }) => [agentWords(index)],
  agent_status: () => [`is now "${agentStatus}"`, `changed to "${agentStatus}"`],
};

/** What people said must stand in the session once; what an agent wrote on the ticket must have reached the customer. */
export function checkAftermath(
  { plan, chat, afterwards }: Played,
  session: Session,
  mails: readonly CaughtMail[],
): AftermathFindings {
  const { aftermath } = plan;
  const wanted = linesOf[aftermath]?.(plan) ?? (afterwards ? expectedLines(plan) : []);
  const counts = wanted.map((words) => ({
    words,
    times: session.messages.filter(({ text }) => text.includes(words)).length,
  }));
  const peopleUnheard = counts.flatMap(({ words, times }) => (times === 0 ? [`the session lacks "${words}"`] : []));
  const peopleRepeated = counts.flatMap(({ words, times }) =>
    times > 1 ? [`the session has ${times} times "${words}"`] : [],
  );
  const words = tellsOf[aftermath]?.(plan) ?? [];
  if (words.length > 0 && !words.some((each) => hasReached(each, plan.email, chat.heardAll(), mails)))
    peopleUnheard.push(`"${words[0]}" reached her neither in the chat nor by mail`);
  const letters = lettersWith(words, plan.email, mails);
  if (letters > 1) peopleRepeated.push(`"${words[0]}" reached her in ${letters} mails`);
  return { peopleUnheard, peopleRepeated };
}

/** The same letter taken twice by the server counts once. */
function lettersWith(words: readonly string[], email: string, mails: readonly CaughtMail[]): number {
  const keys = words.map((each) => each.replace(/\s+/g, ''));
  const own = mails.filter(
    ({ to, text }) => to.includes(email) && keys.some((key) => text.replace(/\s+/g, '').includes(key)),
  );
  return new Set(own.map(({ headers }) => headers['message-id'])).size;
}

function hasReached(words: string, email: string, heard: readonly string[], mails: readonly CaughtMail[]): boolean {
  // Mails wrap their lines.
  const key = words.replace(/\s+/g, '');
  const letters = mails.filter(({ to }) => to.includes(email)).map(({ text }) => text);
  return [...heard, ...letters].some((text) => text.replace(/\s+/g, '').includes(key));
}
