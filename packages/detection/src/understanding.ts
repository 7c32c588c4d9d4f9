import type { MessageLanguage } from './language/language-reader.ts';

/** What one message may mean; the shape that the workflow engine takes. */
export interface Understanding {
  /** `match`: one workflow. `unsure`: ask "A or B?" with the first two alternatives. `none`: no workflow. */
  readonly outcome: 'match' | 'unsure' | 'none';
  /** The workflow of a match, otherwise null. */
  readonly workflow: string | null;
  /** Calibrated chance that the outcome's label (for `unsure`: the first alternative) is right, 0 to 1. */
  readonly confidence: number;
  /** Workflows worth naming, best first, including the match. */
  readonly alternatives: readonly { readonly workflow: string; readonly confidence: number }[];
  /** Further issues named in the same message, in the order they were named. */
  readonly others: readonly string[];
  /** Written in a language that no topic is read in; left out otherwise. */
  readonly foreign?: true;
  /** The main language of the message; always there in what a detector says. */
  readonly language?: MessageLanguage;
}
