import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { generateText, Output } from 'ai';
import { guardFetch } from './guarded-fetch.ts';
import type { LlmSettings } from './llm-settings.ts';
import type { Prompt } from './prompts.ts';

/** The two things we ask of a language model. Both end within the budget and throw when there is no usable answer. */
export interface LanguageModel {
  /** Resolves with one of `options`. */
  choose(prompt: Prompt, options: readonly string[]): Promise<string>;
  write(prompt: Prompt): Promise<string>;
}

const answerBytesMax = 64 * 1024;

export function openLanguageModel(
  settings: LlmSettings,
  { fetch: send, budgetMs }: { readonly fetch: typeof fetch; readonly budgetMs: number },
): LanguageModel {
  const provider = createOpenAICompatible({
    name: 'llm',
    baseURL: settings.baseUrl,
    supportsStructuredOutputs: true,
    fetch: guardFetch(send, answerBytesMax),
    ...(settings.apiKey === null ? {} : { apiKey: settings.apiKey }),
  });
  const common = { model: provider(settings.model), temperature: 0, maxRetries: 0 } as const;
  return {
    choose: (prompt, options) =>
      withinBudget(budgetMs, async (abortSignal) => {
        const output = Output.choice({ options: [...options] });
        const answer = await generateText({ ...common, ...prompt, output, abortSignal, maxOutputTokens: 40 });
        return answer.output;
      }),
    write: (prompt) =>
      withinBudget(budgetMs, async (abortSignal) => {
        const answer = await generateText({ ...common, ...prompt, abortSignal, maxOutputTokens: 150 });
        return answer.text;
      }),
  };
}

/** Aborts the call, and does not rely on that alone. */
async function withinBudget<T>(budgetMs: number, call: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    const error = new DOMException('the budget is used up', 'TimeoutError');
    controller.abort(error);
    reject(error);
  }, budgetMs);
  const answer = call(controller.signal);
  answer.catch(() => undefined);
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}
