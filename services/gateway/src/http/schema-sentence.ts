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
    return `${capital(place)} is wrong: ${plain(issue.message)}${asIn(example)}.`;
  }
  const shown = asIn(valueAt(example, issue.path));
  if (valueAt(data, issue.path) === undefined) return `"${path}" is missing in ${place}${shown}.`;
  return `"${path}" in ${place} is wrong: ${plain(issue.message)}${shown}.`;
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

/** zod's messages go on in the middle of our sentence. */
function plain(message: string): string {
  const text = message.replace(/^Invalid (input|option): /, '').replaceAll('"|"', '", "');
  return text.charAt(0).toLowerCase() + text.slice(1);
}
