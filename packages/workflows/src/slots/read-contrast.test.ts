import { describe, expect, it } from 'vitest';
import { readContrast } from './read-contrast.ts';

describe('what is set against what', () => {
  it.each([
    ['APP03 not APP02', 'APP03', 'APP02'],
    ['not APP02, APP03', 'APP03', 'APP02'],
    ['no, not APP02 but APP03!', 'APP03', 'APP02'],
    ["it's mquill not ed", 'mquill', 'ed'],
    ["it isn't ed, it's mquill", 'mquill', 'ed'],
    ['Tax instead of Audit please', 'Tax', 'Audit'],
    ['rather than 40 GB, 100 GB', '100 GB', '40 GB'],
    ['Dec 17, not 18', 'Dec 17', '18'],
    ['replace Marie with Maria', 'Maria', 'Marie'],
    ['sorry, I said Monday but I meant Tuesday', 'Tuesday', 'Monday'],
    ['the 17th and not the 18th', 'the 17th', 'the 18th'],
    ['she is not in Audit, she is in Tax. And that is all', 'Tax', 'Audit'],
    ["he isn't a clerk, he's a partner", 'partner', 'clerk'],
    ['they close at noon. Tax instead of Audit', 'Tax', 'Audit'],
    ['maria@acme.com, not maria@acne.com', 'maria@acme.com', 'maria@acne.com'],
  ])('%s', (text, wanted, unwanted) => expect(readContrast(text)).toEqual({ wanted, unwanted }));
  it.each(['APP03', 'not sure', 'not APP02', 'I do not know', 'change the date to Friday'])(
    'is nothing in: %s',
    (text) => expect(readContrast(text)).toBeNull(),
  );
  it('counts a form that may mean anything only where that answer stands', () => {
    expect(readContrast('APP02 should be APP03')).toBeNull();
    expect(readContrast('APP02 should be APP03', 'en', (text) => text === 'APP02')).toEqual({
      wanted: 'APP03',
      unwanted: 'APP02',
    });
  });
});
