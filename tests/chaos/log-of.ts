import type { RunResult } from './run.ts';

/** What the processes wrote, and the dialogues of the conversations. */
export function logOf(result: RunResult): string {
  const { output, played, tickets, sessions, retried, openTurns, deliveries, mails } = result;
  const dialogues = played.map(
    ({ plan, chat, dialogue }) =>
      `== chat ${plan.index} ${chat.sessionId()} ${plan.story.workflow}\n${dialogue.join('\n')}`,
  );
  const open = openTurns.map(
    ({ conversationId, history }) => `== open turn of ${conversationId}\n${history.join('\n')}`,
  );
  const state = [...tickets, ...sessions, ...retried].map((each) => JSON.stringify(each, null, 1));
  const post = ['== mails as notifications has them', ...deliveries, '== mails as the server got them', ...mails];
  return [...dialogues, ...open, ...state, ...post, ...output].join('\n');
}
