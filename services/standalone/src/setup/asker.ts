import { CommandError } from '@acebuddy/service-kit/environment';

/** Where an answer may come from besides a prompt: the flag, or for secrets the variable (flags show in process lists). */
export interface Answerable {
  /** `--client-id`, `ZOHO_CLIENT_SECRET`: named to whoever has to give it in a script. */
  readonly given: string;
  readonly ask: string;
}

export interface TextQuestion extends Answerable {
  readonly secret?: boolean;
  readonly fallback?: string;
  /** What is wrong with an answer; null: nothing. */
  readonly check?: (text: string) => string | null;
}

export interface Choice {
  readonly value: string;
  readonly name: string;
}

export interface ChoiceQuestion extends Answerable {
  readonly choices: readonly Choice[];
}

/** What asks a person; the library's part. */
export interface Prompts {
  text(question: TextQuestion): Promise<string>;
  choose(question: ChoiceQuestion): Promise<string>;
  confirm(ask: string, fallback: boolean): Promise<boolean>;
}

export interface Asker {
  /** Somebody is there who can do something and be asked again. */
  readonly hasPerson: boolean;
  say(text: string): void;
  text(question: TextQuestion): Promise<string>;
  choose(question: ChoiceQuestion): Promise<string>;
  confirm(ask: string, fallback: boolean): Promise<boolean>;
}

export interface AskerOptions {
  /** Answers by what they are given as. Those that do not pass are told, and asked for again where there is somebody. */
  readonly answers: Readonly<Record<string, string | undefined>>;
  /** Null in scripts. */
  readonly prompts: Prompts | null;
  readonly say: (text: string) => void;
}

/**
 * Asks for what is not given yet. An answer that is given counts once: asked again, it was wrong.
 * @throws CommandError in scripts, with what has to be given.
 */
export function createAsker({ answers, prompts, say }: AskerOptions): Asker {
  const used = new Set<string>();
  const take = (given: string): string | null => {
    const answer = answers[given]?.trim() ?? '';
    if (answer === '' || used.has(given)) return null;
    used.add(given);
    return answer;
  };
  const refuse = (given: string, problem: string): void => {
    if (prompts === null) throw new CommandError(`${given}: ${problem}`, 'COMMAND_REFUSED');
    say(`${given}: ${problem}`);
  };
  return {
    hasPerson: prompts !== null,
    say,
    async text(question) {
      const answer = take(question.given) ?? (prompts === null ? (question.fallback ?? null) : null);
      const problem = answer === null ? null : (question.check?.(answer) ?? null);
      if (answer !== null && problem === null) return answer;
      if (problem !== null) refuse(question.given, problem);
      if (prompts === null) throw new CommandError(`Give ${question.given}: ${question.ask}`, 'COMMAND_REFUSED');
      return (await prompts.text(question)).trim();
    },
    async choose(question) {
      const { given, choices } = question;
      const answer = take(given);
      if (answer !== null && choices.some(({ value }) => value === answer)) return answer;
      const offered = choices.map(({ value, name }) => `${value} (${name})`).join(', ');
      if (answer !== null) refuse(given, `is none of ${offered}`);
      const [only, ...others] = choices;
      if (only !== undefined && others.length === 0) return only.value;
      if (prompts === null) throw new CommandError(`Give ${given}: one of ${offered}`, 'COMMAND_REFUSED');
      return prompts.choose(question);
    },
    confirm: async (ask, fallback) => (prompts === null ? fallback : prompts.confirm(ask, fallback)),
  };
}
