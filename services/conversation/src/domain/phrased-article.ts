import type { BotReply } from '@acebuddy/contracts';
import type { EngineContext } from '@acebuddy/workflows';
import type { Advisor } from '../ports.ts';

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
): Promise<EngineContext | null> {
  const { article } = context;
  if (advisor?.phrase === undefined || article === null || question === null) return null;
  const quote = article.excerpt.trim().slice(0, quoteChars);
  if (!reply.replies.some((text) => text.includes(quote))) return null;
  const excerpt = await advisor.phrase(question, article);
  return excerpt === null ? null : { ...context, article: { ...article, excerpt } };
}
