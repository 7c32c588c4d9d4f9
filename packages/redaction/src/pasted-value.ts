import type { Detector } from './secret.ts';

/** A value as shells and settings write it: quoted, or up to the next space. The secret is what the quotes hold. */
const value = String.raw`(?:"([^"\n]{1,200})"|'([^'\n]{1,200})'|([^\s"'|;&<>(){}]{2,200}))`;

/** Finds what follows each of these ways to a secret. Patterns without capture groups of their own, linear in the text. */
export function pastedValues(ways: readonly string[], flags: string): Detector {
  const patterns = ways.map((way) => new RegExp(way + value, `dg${flags}`));
  return (text) =>
    patterns.flatMap((pattern) =>
      [...text.matchAll(pattern)].flatMap((match) => {
        const span = match.indices?.slice(1).find((group) => group !== undefined);
        if (span === undefined || showsNothing.test(text.slice(span[0], span[1]))) return [];
        return [{ kind: 'password', start: span[0], end: span[1] }];
      }),
    );
}

/** A variable, a mask, a word for "none", the next option, a question about the value. */
const showsNothing =
  /^(?:\$[\w{(].*|%\w+%|<.*>|\*+|[xX]{3,}|\.{2,}|\[.*\]|-+\w?.*|_+|\?+|none|null|nil|true|false|undefined|empty|yes|no|required|optional|string|not|expired|invalid|wrong|incorrect|missing|blank|reset|is|your[-_ ]?\w+|file|prompt|https?:.*)$/i;
