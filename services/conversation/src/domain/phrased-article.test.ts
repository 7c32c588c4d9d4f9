import type { BotReply } from '@acebuddy/contracts';
import type { EngineContext } from '@acebuddy/workflows';
import { describe, expect, it } from 'vitest';
import type { Advisor } from '../ports.ts';
import { phrasedArticle } from './phrased-article.ts';

const article = { title: 'Backups', excerpt: 'Backups run every night at 02:00 and are kept for 30 days.' };
const context = { article } as EngineContext;
const quoting = { replies: [`From our help article "Backups":\n${article.excerpt}`] } as BotReply;

function advisorSaying(phrase: string | null): Advisor & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    choose: async (_text, understanding) => understanding,
    async phrase(question) {
      asked.push(question);
      return phrase;
    },
  };
}

describe('an article that the reply quotes', () => {
  it("is told in the advisor's words, under its own title", async () => {
    const phrased = await phrasedArticle(advisorSaying('Kept for 30 days.'), 'how long?', context, quoting);
    expect(phrased?.article).toEqual({ title: 'Backups', excerpt: 'Kept for 30 days.' });
  });

  it.each([
    ['the advisor has none', advisorSaying(null), 'how long?', context, quoting],
    ['there is no advisor', null, 'how long?', context, quoting],
    ['nothing was asked', advisorSaying('x'), null, context, quoting],
  ] as const)('stays in its own words when %s', async (_name, advisor, question, given, reply) => {
    expect(await phrasedArticle(advisor, question, given, reply)).toBeNull();
  });

  it('is the only one that the advisor is asked about', async () => {
    const advisor = advisorSaying('x');
    const other = { replies: ['Which server is it?'] } as BotReply;
    expect(await phrasedArticle(advisor, 'RDP-7', context, other)).toBeNull();
    expect(advisor.asked).toEqual([]);
  });
});
