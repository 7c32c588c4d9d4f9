import type { FatalCode } from '@acebuddy/contracts';
import type { z } from 'zod';

/** The environment cannot be used. The message lists every problem by variable name and never a value. */
export class ConfigError extends Error {
  readonly problems: readonly string[];
  readonly fatal: FatalCode;

  /** @param fatal The section of docs/troubleshooting.md that helps. */
  constructor(problems: readonly string[], fatal: FatalCode = 'SETTINGS_INVALID') {
    super(`The configuration cannot be used:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.name = 'ConfigError';
    this.problems = problems;
    this.fatal = fatal;
  }
}

/** A command cannot do what it was asked for: what it was given is not of the form it takes. The message is for people. */
export class CommandError extends Error {
  readonly fatal: FatalCode;

  constructor(message: string, fatal: FatalCode = 'INPUT_INVALID') {
    super(message);
    this.name = 'CommandError';
    this.fatal = fatal;
  }
}

/** Environment variables as `process.env` gives them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the environment through `schema`, whose keys are variable names. An empty or blank variable counts as not set.
 * Throws `ConfigError` with all problems at once.
 */
export function parseConfig<S extends z.ZodType>(schema: S, env: Environment): z.output<S> {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''));
  const result = schema.safeParse(set);
  if (result.success) return result.data;
  throw new ConfigError(result.error.issues.map((issue) => describe(issue, set)));
}

function describe(issue: z.core.$ZodIssue, env: Environment): string {
  const name = String(issue.path[0] ?? '');
  if (name === '') return issue.message;
  if (issue.code === 'invalid_type' && issue.expected === 'number' && env[name] !== undefined)
    return `${name}: must be a number`;
  const missing = issue.path.length === 1 && issue.code === 'invalid_type' && env[name] === undefined;
  return missing ? `${name} is not set` : `${name}: ${issue.message}`;
}
