import { type Answer, errors } from './answer.ts';

export type Query = Readonly<Record<string, string | undefined>>;

/** Null when the query is fine. Desk refuses what it does not know (zoho-desk.md §3.4). */
export function checkQuery(query: Query, allowed: Readonly<Record<string, RegExp>>): Answer | null {
  for (const [name, value] of Object.entries(query)) {
    const pattern = allowed[name];
    // The specification models the organisation as a query parameter, so every call knows it (§1).
    if (pattern === undefined && name !== 'orgId') {
      return errors.unprocessable(`Extra query parameter '${name}' is present in the input.`);
    }
    if (pattern !== undefined && !pattern.test(value ?? '')) {
      return errors.unprocessable(`The value passed for the '${name}' query parameter is invalid.`);
    }
  }
  return null;
}

export const patterns = {
  id: /^\d{1,19}$/,
  ids: /^\d{1,19}(,\d{1,19})*$/,
  text: /^[\s\S]{1,65535}$/u,
  name: /^[\s\S]{1,200}$/u,
  all: /^[\s\S]{3,100}$/u,
  from: /^\d{1,4}$/,
  flag: /^(true|false)$/,
  range: /^[^,]{10,40},[^,]{10,40}$/,
  customField: /^cf_[A-Za-z0-9_]+:.+$/u,
} as const;

/** A number between 1 and `max` as text. */
export function upTo(max: number): RegExp {
  const numbers = Array.from({ length: max }, (_, index) => index + 1);
  return new RegExp(`^(${numbers.join('|')})$`);
}

export function oneOf(...values: readonly string[]): RegExp {
  return new RegExp(`^-?(${values.join('|')})$`);
}

/** One page of a list. `base` is the number of the first record (§3.3). */
export function page<T>(items: readonly T[], query: Query, limitDefault: number, base: 0 | 1): readonly T[] {
  const from = Math.max(0, Number(query.from ?? base) - base);
  return items.slice(from, from + Number(query.limit ?? limitDefault));
}

/** Compares by one key; `-` in front: the largest first. */
export function sortBy<T>(
  items: readonly T[],
  order: string | undefined,
  keys: Readonly<Record<string, (item: T) => number>>,
) {
  const descending = order?.startsWith('-') ?? false;
  const key = keys[order?.replace(/^-/, '') ?? ''];
  if (key === undefined) {
    return items;
  }
  return items.toSorted((a, b) => (descending ? key(b) - key(a) : key(a) - key(b)));
}

/** Text search with Desk's wildcard `*`; without one the text may stand anywhere. */
export function matchesText(value: string | null, wanted: string): boolean {
  const text = (value ?? '').toLowerCase();
  const [first = '', ...rest] = wanted.toLowerCase().split('*');
  if (rest.length === 0) {
    return text.includes(first);
  }
  const last = rest.at(-1) ?? '';
  let at = text.startsWith(first) ? first.length : -1;
  for (const part of rest) {
    const found = at < 0 ? -1 : text.indexOf(part, at);
    at = found < 0 ? -1 : found + part.length;
  }
  return at >= 0 && text.endsWith(last);
}

/** Field search: the whole value, wildcards allowed, `${empty}` and `${notempty}` known. */
export function matchesValue(value: string | null, wanted: string): boolean {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: Desk's own syntax
  if (wanted === '${empty}' || wanted === '${notempty}') {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: Desk's own syntax
    return (value === null || value === '') === (wanted === '${empty}');
  }
  return wanted.includes('*') ? matchesText(value, wanted) : value?.toLowerCase() === wanted.toLowerCase();
}

export function isInRange(at: number, range: string): boolean {
  const [from, to] = range.split(',').map((part) => Date.parse(part));
  return from !== undefined && to !== undefined && at >= from && at <= to;
}
