import { bare } from './normalise.ts';

/** Nothing that could be read: keyboard noise, one symbol, another script without words we know. */
export function isNonsense(text: string): boolean {
  const said = bare(text).replace(/\[[a-z ]+ removed\]/g, 'x');
  if (said === '') return !/[\p{Extended_Pictographic}]/u.test(text);
  const words = said.split(' ');
  if (words.length > 3) return false;
  return words.every(
    (word) => /^[bcdfghjklmnpqrstvwxz]{4,}$/.test(word) || /^(.{1,3})\1{2,}$/.test(word) || isRowOfKeys(word),
  );
}

const homeRow = 'asdfghjkl;';
/** Of the steps from key to key. Names of these letters ("Haddad", "Salas") jump over most of the row. */
const neighboursMin = 0.6;

/** "Asdfg", "sdfsdf": fingers that walk along the keyboard. */
function isRowOfKeys(word: string): boolean {
  const keys = [...word].map((letter) => homeRow.indexOf(letter));
  if (keys.length < 5 || keys.includes(-1)) return false;
  const steps = keys.slice(1).map((key, at) => Math.abs(key - (keys[at] ?? key)));
  return steps.filter((step) => step === 1).length / steps.length >= neighboursMin;
}
