import { z } from 'zod';
import { anyOf, languageFile, wholeWords, wordEnd, wordStart } from './language-file.ts';

const phrases = z.array(z.string().min(1)).min(1);
const schema = z.strictObject({
  urgent: phrases,
  blocked: phrases,
  needs: phrases,
  events: phrases,
  meets: phrases,
  met: phrases,
  near: phrases,
  later: phrases,
  at: phrases,
  within: phrases,
  spans: phrases,
  by: phrases,
  calls: phrases,
  past: phrases,
  negations: phrases,
  relaxed: phrases,
  reach: z.strictObject({ no_call: phrases, email: phrases, text: phrases, phone: phrases }),
  not_no_call: phrases,
  not_reach: phrases,
  repeated: phrases,
  not_repeated: phrases,
  again: phrases,
  again_faults: phrases,
  not_again: phrases,
});

const hour = "\\d{1,2}(?:[:.]\\d{2})?(?![\\p{L}\\d%/])|\\d{1,2}(?:[:.]\\d{2})?\\s*(?:[ap]\\.?m|o'clock|h)\\b";

/** What is said about a request besides what it is: `language/<language>/circumstances.yaml`. */
export const circumstanceWords = languageFile('circumstances', schema, (file) => {
  const span = `${anyOf(file.within)}\\s+(?:\\p{L}+\\s+)?(?:\\d+\\s+|\\p{L}+\\s+)?${anyOf(file.spans)}`;
  const notNegated = (words: number) => `(?<!${wordStart}${anyOf(file.negations)}\\s+(?:\\p{L}+\\s+){0,${words}})`;
  return {
    /** Nothing stands before it that takes it back. */
    presses: new RegExp(`${notNegated(2)}${wordStart}${anyOf([...file.urgent, ...file.blocked])}${wordEnd}`, 'iu'),
    needs: wholeWords([...file.needs, ...file.events]),
    meets: new RegExp(`${wordStart}${anyOf(file.meets)}\\s+(?:[\\p{L}']+\\s+){0,4}?${anyOf(file.met)}${wordEnd}`, 'iu'),
    near: new RegExp(`${wordStart}(?:${anyOf(file.near)}|${anyOf(file.at)}\\s+(?:${hour})|${span})${wordEnd}`, 'iu'),
    deadline: new RegExp(`${wordStart}${anyOf(file.by)}\\s+(?:${hour}|${anyOf(file.near)})${wordEnd}`, 'iu'),
    later: wholeWords(file.later),
    past: wholeWords(file.past),
    relaxed: wholeWords(file.relaxed),
    reach: [
      [
        'no_call',
        new RegExp(
          `${wordStart}${anyOf(file.reach.no_call)}${wordEnd}(?!\\s+${anyOf(file.not_no_call)}${wordEnd})`,
          'iu',
        ),
      ],
      ...(['text', 'email', 'phone'] as const).map(
        (way) => [way, new RegExp(`${notNegated(3)}${wordStart}${anyOf(file.reach[way])}${wordEnd}`, 'iu')] as const,
      ),
    ] as const,
    calls: wholeWords(file.calls),
    notRepeated: wholeWords(file.not_repeated),
    notReach: wholeWords(file.not_reach),
    repeated: wholeWords(file.repeated),
    again: wholeWords(file.again),
    againFaults: wholeWords(file.again_faults),
    notAgain: wholeWords(file.not_again),
  };
});

export type CircumstanceWords = ReturnType<typeof circumstanceWords>;
