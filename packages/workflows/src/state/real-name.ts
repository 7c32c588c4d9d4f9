/** SalesIQ gives nameless visitors generated names (salesiq-zobot.md §2.6): those are not used to address anybody. */
export function realName(name: string | undefined | null): string | null {
  const trimmed = name?.trim() ?? '';
  if (trimmed.length < 2 || !/\p{L}/u.test(trimmed)) return null;
  return /^(visitor|guest|anonymous|unknown|customer|user|website visitor)\b[\s#\d-]*$/i.test(trimmed) ? null : trimmed;
}
