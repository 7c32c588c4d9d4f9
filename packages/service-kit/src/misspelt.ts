import { distance } from 'fastest-levenshtein';

/** So many letters are a slip; a shorter name has too few to tell. */
const slipsMax = 2;
const lettersMin = 4;

/**
 * What looks like a setting with a slip in it, one sentence each: nobody reads it, and its operator believes that it is set.
 * @param names Of the variables of a settings file.
 * @param known Of every setting that there is.
 */
export function misspelt(names: readonly string[], known: readonly string[]): string[] {
  return names.flatMap((name) => {
    if (known.includes(name) || name.length < lettersMin) return [];
    const meant = known.find((other) => distance(name.toUpperCase(), other) <= slipsMax);
    return meant === undefined ? [] : [`${name} is no setting: ${meant} may be meant`];
  });
}
