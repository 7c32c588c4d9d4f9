import { z } from 'zod';
import { languageFile } from './language-file.ts';
import { phrasesSchema, saysAny } from './phrases.ts';

const sayings = [
  'gives_up',
  'hands_over',
  'refuses',
  'obstacle',
  'lacks',
  'feared',
  'persists',
  'shows_now',
  'asks_why',
  'other_way',
  'unsure',
  'told_already',
  'unanswered',
  'missed',
  'steering',
  'no_emergency',
  'no_rush',
  'asks_what',
  'asks_when',
  'asks_urgent',
  'presses_now',
  'not_right',
  'for_them',
  'another_time',
] as const;
export type Saying = (typeof sayings)[number];

/** How people say things of the talk itself: `language/<language>/sayings.yaml`. */
const phrasesOf = languageFile('sayings', z.record(z.enum(sayings), phrasesSchema), (file) => file);

/** Whether the text says that, in any words around it. */
export const says = (what: Saying, text: string, language: string): boolean => saysAny(text, phrasesOf(language)[what]);
