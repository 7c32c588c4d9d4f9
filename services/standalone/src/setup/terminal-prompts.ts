import { confirm, input, password, select } from '@inquirer/prompts';
import type { Prompts } from './asker.ts';

interface Terminal {
  readonly input?: NodeJS.ReadableStream;
  readonly output?: NodeJS.WritableStream;
}

/** Prompts of the terminal. Ctrl-C rejects with an `ExitPromptError`, whatever was asked. */
export function createTerminalPrompts(terminal: Terminal = {}): Prompts {
  return {
    text: ({ ask, secret = false, fallback, check }) => {
      const validate = (text: string) =>
        text.trim() === '' ? 'Something is needed here' : (check?.(text.trim()) ?? true);
      if (secret) return password({ message: ask, mask: '*', validate }, terminal);
      return input({ message: ask, validate, ...(fallback === undefined ? {} : { default: fallback }) }, terminal);
    },
    choose: ({ ask, choices }) => select({ message: ask, choices: [...choices] }, terminal),
    confirm: (ask, fallback) => confirm({ message: ask, default: fallback }, terminal),
  };
}

export function isInterrupted(error: unknown): boolean {
  return error instanceof Error && (error.name === 'ExitPromptError' || error.name === 'AbortPromptError');
}
