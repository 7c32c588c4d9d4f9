import type { Offer } from '@acebuddy/salesiq/simulator';
import type { Random } from '@acebuddy/service-kit/random';
import type { Story } from './story.ts';

/** What the customer does next; `silent`: nothing any more. */
export type NextWords =
  | { readonly kind: 'say'; readonly text: string; readonly slow?: true }
  | { readonly kind: 'rate'; readonly stars: number }
  | { readonly kind: 'silent' }
  | { readonly kind: 'leave' };

/** Where she is in her story. */
export interface Progress {
  /** Messages that she has written. */
  said: number;
  stepsTried: number;
  waysTaken: number;
  codesTried: number;
  /** Words that were said already: nobody gives the same wrong answer for ever. */
  readonly answered: Map<string, number>;
}

export interface Heard {
  /** What the bot said last. */
  readonly text: string;
  readonly offer: Offer;
  /** The newest code in her mailbox. */
  readonly code: () => string | null;
}

const exits = new Set([
  'Something else',
  'Talk to a person',
  'Change something',
  'Talk to an agent',
  'Call me back',
  'Not sure',
  'Skip it',
  'Skip',
  'Try again',
]);

/** What people usually answer, where a story says nothing. */
const usual: readonly (readonly [RegExp, readonly string[]])[] = [
  [/is that all correct/i, ["Yes, that's right"]],
  [/anything else/i, ["No, that's all, thank you"]],
  [/user name/i, ['jsmith']],
  [/e-?mail address/i, ['yes']],
  [/phone number|which number/i, ['312 555 0123', '+1 555 010 0177']],
  [/percent|above (?:cpu|memory)|how full/i, ['40', '60']],
  [/full name|who (?:is|should)|what name|name of the/i, ['Maria Lopez', 'Ben Archer']],
  [/good time for the call/i, ['as soon as possible', 'tomorrow at 10 am']],
  [
    /what happened|in a sentence|one sentence|tell me|describe/i,
    [
      'It stopped this morning, and nothing that we tried helped.',
      'Since yesterday evening, and only on this computer.',
    ],
  ],
  [/drive|disk/i, ['70', '85']],
  [/speed test/i, ['80 down, 12 up', '24 down, 3 up']],
  [/which day|on which|first day|last day|what time/i, ['tomorrow at 3 pm', 'next Monday']],
  [/how many|number, for example/i, ['2']],
];
const anything = [
  'It started this morning in the front office.',
  'Since yesterday evening, and only on this computer.',
  'We changed nothing that I know of.',
];
const sameAnswersMax = 2;

/** What she says to it, by her story first, then as people usually do. */
export function nextWords(story: Story, heard: Heard, progress: Progress, random: Random): NextWords {
  const suggestions = heard.offer.suggestions ?? optionsOf(heard.offer);
  if (heard.offer.input?.type === 'star-rating') {
    const stars = random.pick(story.rating);
    return stars === 0 ? { kind: 'leave' } : { kind: 'rate', stars };
  }
  const enough = suggestions.find((suggestion) => suggestion.startsWith("No, that's all"));
  if (enough !== undefined && !(progress.said === story.silent_after)) return say(enough);
  if (progress.said === story.silent_after) return { kind: 'silent' };
  if (progress.said === story.withdraw_after) return say(random.pick(story.withdraws));
  if (progress.said === story.interrupts_after) return say(random.pick(story.interrupts));
  const asked = heard.text.slice(-400);
  if (/6-digit code|code does not match/i.test(asked)) return codeWords(story, heard, progress);
  if (suggestions.includes('It worked') || suggestions.includes('Still broken'))
    return stepWords(story, suggestions, progress);
  if (suggestions.includes('Leave a ticket') || suggestions.includes('Keep going')) {
    const way = story.ways[Math.min(progress.waysTaken, story.ways.length - 1)] ?? 'Leave a ticket';
    progress.waysTaken += 1;
    return say(
      suggestions.includes(way)
        ? way
        : suggestions.includes('Leave a ticket')
          ? 'Leave a ticket'
          : (suggestions[0] ?? way),
    );
  }
  if (suggestions.includes('No, thanks')) {
    const way = story.ways[Math.min(progress.waysTaken, story.ways.length - 1)] ?? '';
    progress.waysTaken += 1;
    return say(suggestions.includes(way) ? way : 'No, thanks');
  }
  for (const { asked: question, say: answers } of story.answers)
    if (question.test(asked) && isFresh(progress, question.source)) return say(random.pick(answers));
  const choices = suggestions.filter((suggestion) => !exits.has(suggestion));
  if (choices.length > 0) return say(random.pick(choices));
  for (const [question, answers] of usual)
    if (question.test(asked) && isFresh(progress, question.source)) return say(random.pick(answers));
  return isFresh(progress, '') ? say(random.pick(anything)) : { kind: 'silent' };
}

function say(text: string): NextWords {
  return { kind: 'say', text };
}

function optionsOf({ input }: Offer): readonly string[] {
  return input !== undefined && 'options' in input ? input.options : [];
}

function isFresh({ answered }: Progress, key: string): boolean {
  const times = (answered.get(key) ?? 0) + 1;
  answered.set(key, times);
  return times <= sameAnswersMax;
}

function codeWords({ code }: Story, heard: Heard, progress: Progress): NextWords {
  progress.codesTried += 1;
  if (code === 'wrong') return say(`${100_000 + progress.codesTried * 1_111}`);
  const mailed = code === 'right' ? heard.code() : null;
  return mailed === null ? say('skip') : say(mailed);
}

function stepWords({ steps }: Story, suggestions: readonly string[], progress: Progress): NextWords {
  const outcome = steps[Math.min(progress.stepsTried, steps.length - 1)] ?? 'broken';
  progress.stepsTried += 1;
  if (outcome === 'silent') return { kind: 'silent' };
  const wanted = outcome === 'worked' ? 'It worked' : 'Still broken';
  return { kind: 'say', text: suggestions.includes(wanted) ? wanted : (suggestions[0] ?? wanted), slow: true };
}
