/** What ends a label of ours ("Identity: verified"); no name has one. */
const labelEnds = /[:\uff1a\ufe55\ua789]/gu;
const lineEnds = /[\p{Cc}\u2028\u2029]+/gu;

/** SalesIQ gives nameless visitors generated names (salesiq.md §2.6): those are not used to address anybody. */
export function realName(name: string | undefined | null): string | null {
  const trimmed = name?.replace(lineEnds, ' ').replace(labelEnds, '·').trim() ?? '';
  if (trimmed.length < 2 || !/\p{L}/u.test(trimmed)) return null;
  return /^(visitor|guest|anonymous|unknown|customer|user|website visitor)\b[\s#\d-]*$/i.test(trimmed) ? null : trimmed;
}
