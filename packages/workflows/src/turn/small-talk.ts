import { say, type Turn } from '../flow/turn.ts';

export function greet(turn: Turn): void {
  const { state, context } = turn;
  const first = state.profile.name?.split(/\s+/)[0];
  const hello = first === undefined ? 'Hi!' : `Hi ${first}!`;
  const who =
    context.settings.companyName === 'Support'
      ? "I'm AceBuddy, your support assistant."
      : `I'm AceBuddy, the support assistant of ${context.settings.companyName}.`;
  say(
    turn,
    state.greeted
      ? `${hello} What can I do for you?`
      : `${hello} ${who} Tell me in a few words what is wrong or what you need, and I'll get it sorted or bring in a person.`,
  );
  state.greeted = true;
}

/** The passage of a help article that answers, with its title. */
export function answerFromArticle(turn: Turn): boolean {
  const { article } = turn.context;
  if (article === null) return false;
  const excerpt = article.excerpt.trim();
  const short = excerpt.length > 700 ? `${excerpt.slice(0, 700).replace(/\s+\S*$/, '')}…` : excerpt;
  say(turn, `From our help article "${article.title}":\n${short}`);
  return true;
}
