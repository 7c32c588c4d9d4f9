import { ConfigError } from '@acebuddy/service-kit';
import { z } from 'zod';

/** A language model behind an OpenAI-compatible endpoint. */
export interface LlmSettings {
  /** Base address with its version, for example `http://127.0.0.1:11434/v1`. */
  readonly baseUrl: string;
  readonly model: string;
  /** Sent as bearer token; local endpoints need none. */
  readonly apiKey: string | null;
}

/** Part of the environment of whoever runs the conversation service. All unset: no language model is used. */
export const llmEnvironmentShape = {
  LLM_BASE_URL: z.url({ protocol: /^https?$/, error: 'must look like https://llm.example/v1' }).optional(),
  LLM_MODEL: z.string().max(200).optional(),
  LLM_API_KEY: z.string().max(1_000).optional(),
};

type LlmEnvironment = { readonly [name in keyof typeof llmEnvironmentShape]?: string | undefined };

/** Null when nothing is set. Throws `ConfigError` when half of it is. */
export function toLlmSettings(config: LlmEnvironment): LlmSettings | null {
  const { LLM_BASE_URL: baseUrl, LLM_MODEL: model, LLM_API_KEY: apiKey } = config;
  if (baseUrl === undefined && model === undefined && apiKey === undefined) return null;
  if (baseUrl === undefined || model === undefined)
    throw new ConfigError([
      `${baseUrl === undefined ? 'LLM_BASE_URL' : 'LLM_MODEL'}: is missing, while another LLM_ variable is set`,
    ]);
  return { baseUrl, model, apiKey: apiKey ?? null };
}
