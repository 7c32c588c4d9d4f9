import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import type { ActText } from './act-words.ts';
import { type Act, actSchema } from './acts.ts';

const ruleSchema = z.object({
  /** By how much the act is likelier where the rule is found. */
  odds: z.number().positive(),
  signs: z.array(z.string()).default([]),
  patterns: z.array(z.array(z.array(z.string()).min(1)).min(1)).default([]),
});

const refusalSchema = z.object({
  /** By how much an act is likelier where all its words are refused: far below 1. */
  odds: z.number().positive().max(1),
  /** What refuses, and within how many words behind it; not where one of `unless` stands between, or one of `notAfter` right before. */
  behind: z
    .array(
      z.object({
        words: z.array(z.string()).min(1),
        within: z.number().int().positive(),
        unless: z.array(z.string()).default([]),
        notAfter: z.array(z.string()).default([]),
      }),
    )
    .min(1),
  /** The words that an act lives on. */
  acts: z.partialRecord(actSchema, z.array(z.string()).min(1)),
});

const rulesSchema = z.object({
  gapMax: z.number().int().nonnegative().default(3),
  acts: z.partialRecord(actSchema, ruleSchema).default({}),
  refused: refusalSchema.optional(),
});

type Pattern = readonly ReadonlySet<string>[];

interface Rule {
  readonly act: Act;
  readonly odds: number;
  readonly signs: readonly string[];
  readonly patterns: readonly Pattern[];
}

/** Rules of a language for what must not be left to a model alone: safety, and wishes that are dear when missed or misread. */
export interface ActRules {
  readonly gapMax: number;
  readonly rules: readonly Rule[];
  readonly refused: Refusal | null;
}

interface Refusal {
  readonly odds: number;
  readonly behind: readonly {
    readonly words: ReadonlySet<string>;
    readonly within: number;
    readonly unless: ReadonlySet<string>;
    readonly notAfter: ReadonlySet<string>;
  }[];
  readonly acts: readonly { readonly act: Act; readonly words: ReadonlySet<string> }[];
}

/** Reads `rules.yaml` of a language's folder; a language may do without. `written`: how its words stand in a message that is read. @throws when it is not of that form */
export function loadRules(folder: URL, written: (word: string) => string = (word) => word): ActRules {
  const setOf = (words: readonly string[]): ReadonlySet<string> => new Set(words.map(written));
  const file = new URL('rules.yaml', folder);
  const { gapMax, acts, refused } = rulesSchema.parse(
    existsSync(file) ? (parse(readFileSync(file, 'utf8')) ?? {}) : {},
  );
  return {
    gapMax,
    rules: Object.entries(acts).map(([act, rule]) => ({
      act: act as Act,
      odds: rule.odds,
      signs: rule.signs.map(written),
      patterns: rule.patterns.map((pattern) => pattern.map(setOf)),
    })),
    refused: refused
      ? {
          odds: refused.odds,
          behind: refused.behind.map(({ words, within, unless, notAfter }) => ({
            words: setOf(words),
            within,
            unless: setOf(unless),
            notAfter: setOf(notAfter),
          })),
          acts: Object.entries(refused.acts).map(([act, words]) => ({ act: act as Act, words: setOf(words) })),
        }
      : null,
  };
}

/** By how much acts are likelier by the rules that hold for this message. */
export function oddsByRules(message: ActText, { rules, gapMax, refused }: ActRules): ReadonlyMap<Act, number> {
  const odds = new Map<Act, number>();
  for (const rule of rules) {
    const holds =
      rule.signs.some((sign) => message.normal.includes(sign)) ||
      rule.patterns.some((pattern) => hasPattern(message, pattern, gapMax));
    if (holds) odds.set(rule.act, rule.odds);
  }
  for (const { act, words } of refused?.acts ?? [])
    if (refused && isRefused(message, words, refused)) odds.set(act, refused.odds);
  return odds;
}

/** "No calls, don't phone": the words of the act are there, and every one of them is refused. */
function isRefused(message: ActText, words: ReadonlySet<string>, refused: Refusal): boolean {
  const places = message.words.flatMap((word, at) => (words.has(word.text) ? [at] : []));
  return places.length > 0 && places.every((at) => refused.behind.some((behind) => stopsAt(message, at, behind)));
}

function stopsAt(message: ActText, at: number, refusing: Refusal['behind'][number]): boolean {
  const wordAt = (place: number): string => message.words[place]?.text ?? '';
  for (let back = at - 1; back >= at - refusing.within && message.negated[back + 1] === 1; back -= 1) {
    if (refusing.words.has(wordAt(back))) return !refusing.notAfter.has(wordAt(back - 1));
    if (refusing.unless.has(wordAt(back))) return false;
  }
  return false;
}

function hasPattern(message: ActText, pattern: Pattern, gapMax: number): boolean {
  const { words } = message;
  for (let start = 0; start < words.length; start += 1)
    if (isAt(message, start, pattern[0]) && followsFrom(message, start, pattern, gapMax)) return true;
  return false;
}

/** The nearest following word of every further set, each time: no going back, so the cost is bounded. */
function followsFrom(message: ActText, start: number, pattern: Pattern, gapMax: number): boolean {
  let at = start;
  for (let part = 1; part < pattern.length; part += 1) {
    const last = at + 1 + gapMax;
    at += 1;
    while (at <= last && !isAt(message, at, pattern[part])) at += 1;
    if (at > last) return false;
  }
  return true;
}

function isAt(message: ActText, at: number, words: ReadonlySet<string> | undefined): boolean {
  const word = message.words[at];
  return word !== undefined && words !== undefined && message.negated[at] === 0 && words.has(word.text);
}
