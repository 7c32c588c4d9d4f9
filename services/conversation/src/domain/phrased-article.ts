import type { BotReply } from '@acebuddy/contracts';
import type { EngineContext } from '@acebuddy/workflows';
import type { Advisor } from '../ports.ts';

/** Below this budget there is no time for better words. */
const budgetMsMin = 2_500;
/** So much of an article's beginning tells whether a reply quotes it. */
const quoteChars = 60;

/**
 * The context with the article in fewer words, when the reply is made of it and the advisor has some; null when the
 * plain excerpt stands. The engine still names the article itself.
 */
export async function phrasedArticle(
  advisor: Advisor | null,
  question: string | null,
  context: EngineContext,
  reply: BotReply,
  budgetMs: number,
): Promise<EngineContext | null> {
  const { article } = context;
  if (advisor?.phrase === undefined || article === null || question === null || budgetMs < budgetMsMin) return null;
  const quote = article.excerpt.trim().slice(0, quoteChars);
  if (!reply.replies.some((text) => text.includes(quote))) return null;
  const excerpt = await advisor.phrase(question, article);
  return excerpt === null ? null : { ...context, article: { ...article, excerpt } };
}
