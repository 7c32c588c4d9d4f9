import { detectors, type GuardedDetector } from './detectors.ts';
import { type AwaitedSecret, announcements, continuationCharsMax } from './open-end.ts';
import { plainText } from './plain-text.ts';
import type { Secret, SecretKind } from './secret.ts';
import { spokenAt } from './spoken-value.ts';

export interface Redaction {
  readonly text: string;
  /** What was removed, each kind once, in the order of its first place. */
  readonly found: readonly SecretKind[];
}

export interface RedactOptions {
  /** Leaves one-time codes: for the one reader that has asked for the code and checks it at once. */
  readonly keepCodes?: boolean;
  /** The message before announced such a secret and ended ("my password is"): this one may be it. @default null */
  readonly follows?: AwaitedSecret | null;
}

export const placeholders: Readonly<Record<SecretKind, string>> = {
  password: '[password removed]',
  code: '[code removed]',
  card: '[card number removed]',
  taxId: '[tax id removed]',
  account: '[account number removed]',
  secret: '[secret removed]',
};

const placeholder = /\[(?:password|code|card number|account number|tax id|secret) removed\]/g;

/**
 * Replaces what nobody should keep (passwords, one-time codes, card and account numbers, tax ids, keys and tokens) by typed
 * placeholders. Ticket and phone numbers, error codes, names and bare numbers stay. Takes time linear in the text.
 * A placeholder is never taken for a secret or for the name of one.
 */
export function redact(text: string, options: RedactOptions = {}): Redaction {
  const found = withContinuation(text, findSecrets(text), options.follows ?? null);
  const secrets = found.filter(({ kind }) => !(options.keepCodes === true && kind === 'code'));
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

/** The secrets of a text, and the one at its beginning that the message before announced. */
function withContinuation(text: string, found: readonly Secret[], follows: AwaitedSecret | null): readonly Secret[] {
  if (follows === null || text.length > continuationCharsMax) return found;
  const announcement = announcements[follows];
  const behind = findSecrets(announcement + text)
    .map(({ kind, start, end }) => ({ kind, start: start - announcement.length, end: end - announcement.length }))
    .filter(({ start, end }) => start >= 0 && isSaidAlone(text, start, end));
  return behind.length > 0 ? behind : found;
}

/** Plain words are the announced secret only where the message says nothing else: "printer is offline" is not. */
function isSaidAlone(text: string, start: number, end: number): boolean {
  const secret = text.slice(start, end);
  return /[^\p{L}\s]/u.test(secret) || spokenAt(text, start, true) !== null || text.trim().split(/\s+/).length <= 2;
}

/** The secrets of a text in order, none over another. */
export function findSecrets(text: string): readonly Secret[] {
  const masked = text.includes('removed]') ? text.replace(placeholder, (mark) => '_'.repeat(mark.length)) : text;
  const { text: plain, original } = plainText(masked);
  const ranked: (Secret & { rank: number })[] = [];
  let asked: GuardedDetector['mayFind'] | null = null;
  let may = false;
  for (const [rank, { find, mayFind }] of detectors.entries()) {
    // Neighbours that need the same ask once.
    if (mayFind !== asked) [asked, may] = [mayFind, mayFind.test(plain)];
    if (!may) continue;
    for (const secret of find(plain)) if (secret.end > secret.start) ranked.push({ ...secret, rank });
  }
  if (ranked.length === 0) return [];
  ranked.sort((a, b) => a.start - b.start || a.rank - b.rank);
  const merged: (Secret & { rank: number })[] = [];
  for (const secret of ranked) {
    const last = merged.at(-1);
    if (last === undefined || secret.start >= last.end) merged.push(secret);
    else merged[merged.length - 1] = joined(last, secret);
  }
  return merged.map(({ kind, start, end }) => ({ kind, ...original(start, end) }));
}

function joined<T extends Secret & { rank: number }>(left: T, right: T): T {
  const named = left.rank <= right.rank ? left : right;
  return { ...named, start: left.start, end: Math.max(left.end, right.end) };
}
