import { describe, expect, it } from 'vitest';
import { bundledRepliesFolder, loadReplies } from './load-replies.ts';

const catalogues = loadReplies([bundledRepliesFolder]);
const english = catalogues.find(({ language }) => language === 'en');
const others = catalogues.filter(({ language }) => language !== 'en');

/** Texts that are the same in both, since they hold nothing but values and signs, or a word that both have. */
const same: Readonly<Record<string, readonly string[]>> = {
  es: [
    'button.no',
    'answer.no',
    'answer.line',
    'answer.listed',
    'answer.amount',
    'hours.span',
    'understanding.hint_help',
    'guide.click',
    'ways.connecting_logged',
    'status.near',
  ],
};
/** What the team reads may look alike, too: "- {name}: {url}". */
const forTeam = /^team\./;
/** Words of English that no text to a customer has in another language; what is quoted of a program's window excepted. */
const englishWords = /\b(?:the|your|please|you|thanks|request|team|can't|what|with|will)\b/i;

describe.each(others)('the catalogue in $language', ({ language, replies }) => {
  it('says everything that the English one says, and nothing else', () => {
    expect([...replies.keys()].sort()).toEqual([...(english?.replies.keys() ?? [])].sort());
  });

  it.each([...replies])('%s: other words, the same parameters', (key, { texts, parameters }) => {
    const original = english?.replies.get(key);
    expect(Object.keys(parameters).sort()).toEqual(Object.keys(original?.parameters ?? {}).sort());
    expect(parameters).toEqual(original?.parameters);
    if (forTeam.test(key) || same[language]?.includes(key) === true) return;
    for (const text of texts) {
      expect(original?.texts).not.toContain(text);
      expect(text.replace(/\{\w+(?:, (?:select|plural),)?/g, ' ')).not.toMatch(englishWords);
    }
  });

  it('has buttons that every channel can show', () => {
    for (const [key, { texts }] of replies)
      if (key.startsWith('button.')) expect([...(texts[0] ?? '')].length, key).toBeLessThan(21);
  });
});
