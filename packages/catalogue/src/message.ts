import IntlMessageFormat from 'intl-messageformat';

const options = { ignoreTag: true };

/** A message taken apart. */
export type Message = ReturnType<IntlMessageFormat['getAst']>;

/** @throws SyntaxError when this is no ICU message */
export function parseMessage(text: string): Message {
  const { __parse: parse } = IntlMessageFormat;
  if (parse === undefined) throw new Error('intl-messageformat has no parser');
  return parse(text, options);
}

export type Values = Readonly<Record<string, string | number | boolean | Date>>;

/**
 * Fills messages of one language. Each is made ready when it is first said: all at once would take as long and as much
 * memory as everything else of a start, for texts of which a day needs few.
 */
export function createFiller(language: string): (text: string, values: Values) => string {
  const made = new Map<string, IntlMessageFormat>();
  return (text, values) => {
    let message = made.get(text);
    if (message === undefined) {
      message = new IntlMessageFormat(text, language, undefined, options);
      made.set(text, message);
    }
    return String(message.format<never>(values));
  };
}
