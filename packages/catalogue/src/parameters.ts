import type { Message } from './message.ts';

/**
 * What a text is filled with, by name: words or a number as they are, a number or moment that the language writes in its
 * way (`{n, plural, …}`, `{at, date}`), yes or no (`{known, select, true {…} other {…}}`), or one of a list of words.
 */
export type Parameters = Readonly<Record<string, ParameterKind>>;
export type ParameterKind = 'text' | 'number' | 'moment' | 'flag' | readonly string[];

type Element = Message[number];

/** The parameters that any of these wordings asks for, names in alphabetical order. */
export function parametersOf(variants: readonly Message[]): Parameters {
  const found = new Map<string, ParameterKind>();
  const visit = (elements: readonly Element[]): void => {
    for (const element of elements) {
      const kind = kindOf(element);
      // The more particular use wins: `{count}` beside `{count, plural, …}` is a number.
      if (kind !== null && 'value' in element && (kind !== 'text' || !found.has(element.value)))
        found.set(element.value, kind);
      if ('options' in element) for (const option of Object.values(element.options)) visit(option.value);
    }
  };
  for (const variant of variants) visit(variant);
  return Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Kinds of elements of the parser, which does not hand out its names for them. */
const literal = 0;
const argument = 1;
const number = 2;
const date = 3;
const time = 4;
const select = 5;
const plural = 6;

function kindOf(element: Element): ParameterKind | null {
  switch (element.type as number) {
    case literal:
      return null;
    case argument:
      return 'text';
    case number:
    case plural:
      return 'number';
    case date:
    case time:
      return 'moment';
    case select:
      return 'options' in element ? choiceOf(Object.keys(element.options)) : null;
    default:
      return null;
  }
}

/** Never what a customer wrote: a choice is made by words of ours only. */
function choiceOf(options: readonly string[]): ParameterKind {
  return options.includes('true') || options.includes('false') ? 'flag' : options.toSorted();
}
