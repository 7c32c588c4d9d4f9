import { readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { generatedTable } from './generated-table.ts';
import { cataloguePlaces } from './places.ts';
import { readCatalogues } from './read-folder.ts';
import { defaultLanguage } from './text-types.ts';

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
    // Mails: the word for a ticket is the same.
    'fact.ticket',
    'confirmation.subject_number',
    'status.heading',
  ],
};
/** What the team reads may look alike, too: "- {name}: {url}". */
const forTeam = /^team\./;
/** Words of English that no text to a customer has in another language; what is quoted of a program's window excepted. */
const englishWords = /\b(?:the|your|please|you|thanks|request|team|can't|what|with|will|hello)\b/i;

const places = cataloguePlaces.map((place) => ({ ...place, owner: basename(dirname(place.folder)) }));

describe.each(places)('the texts of $owner', ({ folder, table }) => {
  const { catalogues } = readCatalogues([folder], {});
  const english = catalogues.find(({ language }) => language === defaultLanguage);
  const others = catalogues.filter(({ language }) => language !== defaultLanguage);

  it('are known to the compiler as they are', () => {
    expect(readFileSync(table, 'utf8')).toBe(generatedTable(folder));
  });

  it('are there in every language', () => {
    expect(others.map(({ language }) => language)).toEqual(['es']);
  });

  describe.each(others)('in $language', ({ language, replies }) => {
    it('say everything that the English ones say, and nothing else', () => {
      expect([...replies.keys()].sort()).toEqual([...(english?.replies.keys() ?? [])].sort());
    });

    it.each([...replies])('%s: other words, the same parameters', (key, { texts, parameters }) => {
      const original = english?.replies.get(key);
      expect(parameters).toEqual(original?.parameters);
      if (forTeam.test(key) || same[language]?.includes(key) === true) return;
      for (const text of texts) {
        expect(original?.texts).not.toContain(text);
        expect(text.replace(/\{\w+(?:, (?:select|plural),)?/g, ' ')).not.toMatch(englishWords);
      }
    });

    it('have buttons that every channel can show', () => {
      for (const [key, { texts }] of replies)
        if (key.startsWith('button.')) expect([...(texts[0] ?? '')].length, key).toBeLessThan(21);
    });
  });
});
