type Reviver = (this: unknown, key: string, value: unknown, context: { readonly source?: string }) => unknown;

const integer = /^-?\d+$/;

const keepDigits: Reviver = (_key, value, context) =>
  typeof value === 'number' && !Number.isSafeInteger(value) && integer.test(context.source ?? '')
    ? context.source
    : value;

/**
 * Parses JSON without harming ids: Desk sends some of its 19-digit ids as bare numbers (zoho-desk.md §1), which do not fit
 * a JavaScript number. Integers beyond 2^53 come out as text. Undefined when the text is not JSON.
 */
export function parseJson(text: string): unknown {
  try {
    // The third parameter (the source text) is newer than the library types.
    return JSON.parse(text, keepDigits as (this: unknown, key: string, value: unknown) => unknown);
  } catch {
    return undefined;
  }
}
