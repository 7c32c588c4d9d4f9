import { z } from 'zod';

const where = { body: 'the body', params: 'the path', querystring: 'the query', headers: 'the headers' } as const;
const issuesMax = 3;

/**
 * What is wrong with a request, in a sentence that names the field and shows how it should look. The example comes from
 * the schema's own `examples`. Nothing of what was sent is repeated.
 */
export function toSentence(error: z.core.$ZodError, schema: z.core.$ZodType, part: string, data: unknown): string {
  const example = exampleOf(schema);
  const sentences = error.issues
    .flatMap(innermost)
    .slice(0, issuesMax)
    .map((issue) => describe(issue, part, data, example));
  return sentences.join(' ');
}

/** Alternatives without words of their own are described by the one that came closest. */
function innermost(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0 || issue.message !== 'Invalid input') return [issue];
  const closest = [...issue.errors].sort((a, b) => a.length - b.length)[0] ?? [];
  return closest.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }));
}

function describe(issue: z.core.$ZodIssue, part: string, data: unknown, example: unknown): string {
  const path = issue.path.map(String).join('.');
  const place = Object.hasOwn(where, part) ? where[part as keyof typeof where] : 'the request';
  if (path === '') {
    if (data === undefined || data === null) return `${capital(place)} is missing: expected JSON${asIn(example)}.`;
    return `${capital(place)} ${plain(issue)}${asIn(example)}.`;
  }
  const shown = asIn(valueAt(example, issue.path));
  if (valueAt(data, issue.path) === undefined) return `"${path}" is missing in ${place}${shown}.`;
  return `"${path}" in ${place} ${plain(issue)}${shown}.`;
}

function exampleOf(schema: z.core.$ZodType): unknown {
  const { examples } = z.globalRegistry.get(schema) ?? {};
  return Array.isArray(examples) ? examples[0] : undefined;
}

function asIn(example: unknown): string {
  return example === undefined ? '' : `, for example ${JSON.stringify(example)}`;
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((current, key) => {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, key)) return undefined;
    return Reflect.get(current, key);
  }, value);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const kinds: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object with fields',
  record: 'an object with fields',
};

const formats: Readonly<Record<string, string>> = {
  email: 'an e-mail address',
  url: 'a web address',
  uuid: 'a UUID',
  datetime: 'a time such as 2026-01-31T09:00:00Z',
  date: 'a date such as 2026-01-31',
  regex: 'written otherwise',
};

/** What a size is counted in, by what has it; numbers are not counted. */
const units: Readonly<Record<string, readonly [one: string, many: string]>> = {
  string: ['character', 'characters'],
  array: ['entry', 'entries'],
};

/** What it must be, as the sentence goes on behind the field's name. A schema's own words begin with "must" as well. */
function plain(issue: z.core.$ZodIssue): string {
  if (/^(?:must|may|is|has)\b/.test(issue.message)) return issue.message;
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${kinds[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `must be ${issue.values.length === 1 ? '' : 'one of '}${issue.values.map((value) => JSON.stringify(value)).join(', ')}`;
    case 'invalid_format':
      return `must be ${formats[issue.format] ?? issue.format}`;
    case 'too_small':
      return `must ${sizeOf(issue.origin, 'at least', issue.minimum)}`;
    case 'too_big':
      return `must ${sizeOf(issue.origin, 'at most', issue.maximum)}`;
    case 'unrecognized_keys':
      return `has fields that are not known here: ${issue.keys.map((key) => JSON.stringify(key)).join(', ')}`;
    default:
      return 'is not as it should be';
  }
}

function sizeOf(origin: string, bound: string, size: number | bigint): string {
  const unit = units[origin];
  return unit === undefined ? `be ${bound} ${size}` : `have ${bound} ${size} ${unit[size === 1 ? 0 : 1]}`;
}
