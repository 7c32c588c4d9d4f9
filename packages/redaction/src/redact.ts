import { detectors } from './detectors.ts';
import { plainTyping } from './plain-typing.ts';
import type { Secret, SecretKind } from './secret.ts';

export interface Redaction {
  readonly text: string;
  /** What was removed, each kind once, in the order of its first place. */
  readonly found: readonly SecretKind[];
}

export interface RedactOptions {
  /** Leaves one-time codes: for the one reader that has asked for the code and checks it at once. */
  readonly keepCodes?: boolean;
}

export const placeholders: Readonly<Record<SecretKind, string>> = {
  password: '[password removed]',
  code: '[code removed]',
  card: '[card number removed]',
  taxId: '[tax id removed]',
  secret: '[secret removed]',
};

const placeholder = /\[(?:password|code|card number|tax id|secret) removed\]/g;

/**
 * Replaces what nobody should keep (passwords, one-time codes, card numbers, tax ids, keys and tokens) by typed
 * placeholders. Ticket and phone numbers, error codes, names and bare numbers stay. Takes time linear in the text.
 * A placeholder is never taken for a secret or for the name of one.
 */
export function redact(text: string, options: RedactOptions = {}): Redaction {
  const secrets = findSecrets(text).filter(({ kind }) => !(options.keepCodes === true && kind === 'code'));
  if (secrets.length === 0) return { text, found: [] };
  let kept = '';
  let from = 0;
  for (const { kind, start, end } of secrets) {
    kept += text.slice(from, start) + placeholders[kind];
    from = end;
  }
  return { text: kept + text.slice(from), found: [...new Set(secrets.map(({ kind }) => kind))] };
}

/** `redact` for callers that need the text alone. */
export function redactText(text: string, options?: RedactOptions): string {
  return redact(text, options).text;
}

/** The secrets of a text in order, none over another. */
export function findSecrets(text: string): readonly Secret[] {
  const plain = plainTyping(text).replace(placeholder, (mark) => '_'.repeat(mark.length));
  const ranked = detectors
    .flatMap(({ find, mayFind }, rank) =>
      mayFind.test(plain) ? find(plain).map((secret) => ({ ...secret, rank })) : [],
    )
    .filter(({ start, end }) => end > start)
    .sort((a, b) => a.start - b.start || a.rank - b.rank);
  const merged: (Secret & { rank: number })[] = [];
  for (const secret of ranked) {
    const last = merged.at(-1);
    if (last === undefined || secret.start >= last.end) merged.push(secret);
    else merged[merged.length - 1] = joined(last, secret);
  }
  return merged.map(({ kind, start, end }) => ({ kind, start, end }));
}

function joined<T extends Secret & { rank: number }>(left: T, right: T): T {
  const named = left.rank <= right.rank ? left : right;
  return { ...named, start: left.start, end: Math.max(left.end, right.end) };
}
