/**
 * Parses JSON without losing digits: an integer that a double cannot hold (ids of 16 and more digits) comes back as the
 * text that was sent (salesiq.md §10). `__proto__` keys are dropped, so that a parsed body can be spread safely.
 * Throws `SyntaxError` for anything that is not JSON, a body nested too deeply to walk included.
 */
export function parseJsonText(text: string): unknown {
  try {
    return JSON.parse(text, keepDigits);
  } catch (error) {
    if (error instanceof SyntaxError) throw error;
    // The reviver walks the value recursively; thousands of nested brackets end in a RangeError.
    throw new SyntaxError('JSON is nested too deeply', { cause: error });
  }
}

/** `context.source` is the text of a number as it was sent (JSON.parse source text access, Node 21 and later). */
function keepDigits(key: string, value: unknown, context?: { readonly source?: string }): unknown {
  if (key === '__proto__') return undefined;
  if (typeof value === 'number' && Math.abs(value) > Number.MAX_SAFE_INTEGER) return context?.source ?? String(value);
  return value;
}
