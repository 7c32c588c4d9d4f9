import { expect, it } from 'vitest';
import { nameSearched, namesOfVisitor } from './visitor-names.ts';

const namesOf = (name: string | undefined) => namesOfVisitor({ visitor: name === undefined ? {} : { name } });

it('links a visitor by each word of her name and by all of them', () => {
  expect(namesOf('Lucía Ortega')).toEqual(['name lucia', 'name ortega', 'name lucia ortega']);
  expect(namesOf('Ann')).toEqual(['name ann']);
  expect(namesOf(undefined)).toEqual([]);
  expect(namesOf(' – ')).toEqual([]);
});

it.each(['Harriet Lowe', 'lowe, harriet', 'LOWE', 'Harriet  A. Lowe', 'Härriet'])(
  'finds Harriet Lowe by %j',
  (query) => {
    expect(namesOf('Harriet Lowe')).toContain(nameSearched(query));
  },
);

it('finds nobody by a part of a word, by an initial, or by too much', () => {
  expect(namesOf('Harriet Lowe')).not.toContain(nameSearched('Harr'));
  expect(namesOf('Harriet Lowe')).not.toContain(nameSearched('Harriet Miller'));
  expect(nameSearched('H. !')).toBeNull();
});

it('takes no more words than a name has', () => {
  expect(namesOf('one two three four five six')).toHaveLength(5);
});
