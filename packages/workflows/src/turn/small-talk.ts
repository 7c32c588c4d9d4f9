import { defaultSettings } from '../default-settings.ts';
import { type Turn, tell } from '../flow/turn.ts';

export function greet(turn: Turn): void {
  const { state, context, words } = turn;
  const first = state.profile.name?.split(/\s+/)[0];
  const hello = words('greeting.hello', { named: first !== undefined, name: first ?? '' });
  const { companyName: company } = context.settings;
  const isNameless = company === defaultSettings.companyName;
  const who = isNameless ? words('greeting.who') : words('greeting.who_of', { company });
  if (state.greeted) tell(turn, 'greeting.again', { hello });
  else tell(turn, 'greeting.first', { hello, who });
  state.greeted = true;
}

/** The passage of a help article that answers, with its title. */
export function answerFromArticle(turn: Turn): boolean {
  const { article } = turn.context;
  if (article === null) return false;
  const excerpt = article.excerpt.trim();
  const short = excerpt.length > 700 ? `${excerpt.slice(0, 700).replace(/\s+\S*$/, '')}…` : excerpt;
  tell(turn, 'understanding.article', { title: article.title, excerpt: short });
  return true;
}
