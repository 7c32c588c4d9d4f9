import { createHash } from 'node:crypto';
import type { Logger } from '@acebuddy/service-kit';
import type { Understanding } from '@acebuddy/workflows';
import type { Advisor } from '../../ports.ts';
import { createCircuitBreaker } from './circuit-breaker.ts';
import { groundedAnswer } from './grounded-answer.ts';
import { type LanguageModel, openLanguageModel } from './language-model.ts';
import type { LlmSettings } from './llm-settings.ts';
import { choosePrompt, phrasePrompt } from './prompts.ts';

export interface LlmAdvisorOptions {
  readonly settings: LlmSettings;
  /** Readable name of a workflow, for the model to choose by. */
  readonly nameOf: (workflow: string) => string;
  readonly logger: Pick<Logger, 'warn'>;
  readonly fetch: typeof fetch;
  /** Milliseconds on any steady scale. */
  readonly now: () => number;
  readonly budgetMs?: number;
}

const candidatesMax = 4;
const answersKeptMax = 200;
const none = 'none';

/**
 * Asks a language model to choose between the detector's candidates, and to put a found article's answer briefly. It
 * sees redacted text only, has no tools, and what it says counts only when it is one of the candidates, or comes from the
 * article. In every other case (late, wrong, down) the detector's and the article's own words stand.
 */
export function createLlmAdvisor(options: LlmAdvisorOptions): Advisor {
  const { settings, fetch: send, logger, now, budgetMs = 800 } = options;
  const model = openLanguageModel(settings, { fetch: send, budgetMs });
  const breaker = createCircuitBreaker({ failuresMax: 3, pauseMs: 60_000, now });
  const kept = createAnswers();

  /** The model's answer; null when there is none to be had. A repeated question (a turn run again) costs nothing. */
  async function ask(use: string, question: (model: LanguageModel) => Promise<string>, key: string) {
    return kept.get(`${use} ${key}`, async () => {
      if (!breaker.mayCall()) return null;
      try {
        const answer = await question(model);
        breaker.succeeded();
        return answer;
      } catch (error) {
        breaker.failed();
        logger.warn({ use, reason: error instanceof Error ? error.name : 'unknown' }, 'the language model was no help');
        return null;
      }
    });
  }

  return {
    async choose(text, understanding) {
      const ids = candidatesOf(understanding);
      if (ids.length === 0) return understanding;
      const choices = ids.map((id) => ({ id, name: options.nameOf(id) }));
      const prompt = choosePrompt(text, choices);
      const key = `${ids.join()} ${text}`;
      const answer = await ask('choose', ({ choose }) => choose(prompt, [...ids, none]), key);
      return answer === null ? understanding : withChoice(understanding, answer);
    },
    async phrase(question, article) {
      const prompt = phrasePrompt(question, article);
      const answer = await ask('phrase', ({ write }) => write(prompt), `${article.title} ${question}`);
      return answer === null ? null : groundedAnswer(answer, article);
    },
  };
}

function candidatesOf({ alternatives }: Understanding): string[] {
  return alternatives.slice(0, candidatesMax).map(({ workflow }) => workflow);
}

function withChoice(understanding: Understanding, answer: string): Understanding {
  if (answer === none) return { ...understanding, outcome: 'none', workflow: null };
  const chosen = understanding.alternatives.find(({ workflow }) => workflow === answer);
  if (chosen === undefined) return understanding;
  const others = understanding.alternatives.filter((other) => other !== chosen);
  return { ...understanding, outcome: 'match', workflow: answer, alternatives: [chosen, ...others] };
}

/** Answers of the last few questions by digest, so that no chat text stays in memory. */
function createAnswers() {
  const answers = new Map<string, Promise<string | null>>();
  return {
    get(question: string, find: () => Promise<string | null>): Promise<string | null> {
      const key = createHash('sha256').update(question).digest('base64url');
      const known = answers.get(key);
      if (known !== undefined) return known;
      const answer = find();
      answers.set(key, answer);
      void answer.then((found) => {
        if (found === null) answers.delete(key);
      });
      const oldest = answers.keys().next().value;
      if (answers.size > answersKeptMax && oldest !== undefined) answers.delete(oldest);
      return answer;
    },
  };
}
