import { describe, expect, it } from 'vitest';
import { readAccount } from './read-account.ts';

describe('the account in an answer', () => {
  it.each([
    ['jsmith', 'jsmith'],
    ['uh j smith, all one word', 'jsmith'],
    ['my username is jsmith', 'jsmith'],
    ['its jsmith', 'jsmith'],
    ['ACME\\jsmith', 'ACME\\jsmith'],
    ['I log in as j.smith', 'j.smith'],
    ['John Smith', 'John Smith'],
    ["it's mquill not ed", 'mquill'],
    ['not ed, mquill', 'mquill'],
    ['mquill, we had it unlocked this morning', 'mquill'],
    ["lfontana, and please send the code to my husband's mail fred@gmail.test", 'lfontana'],
    ["ghollis, that's my boss's account, email greg.hollis@acme.com", 'ghollis'],
    ['maria@acme.com', 'maria@acme.com'],
    ["it's maria@acme.com I think", 'maria@acme.com'],
    ['my login is mlopez and I need it asap', 'mlopez'],
    ['user: mlopez2', 'mlopez2'],
    ['MLOPEZ please', 'MLOPEZ'],
    ['I think it was "mlopez".', 'mlopez'],
    ['I sign in with maria@acme.com every day', 'maria@acme.com'],
    ['anna', 'anna'],
    ["it's Gideon's, gfaber", 'gfaber'],
    ["gfaber, it's Gideon's", 'gfaber'],
    ['my login is rsaenz capital R no lower case r', 'rsaenz'],
    ['h s a t o all small letters', 'hsato'],
    ['kpatel all in lowercase', 'kpatel'],
    ['capital J jmoor', 'jmoor'],
    ['nvega is my user, know the password', 'nvega'],
    ['nvega is the login of a colleague', 'nvega'],
    ["o'neil.s", "o'neil.s"],
  ])('%s', (text, account) => expect(readAccount(text)).toBe(account));

  it.each([
    'I forgot',
    "Gideon's",
    'the one I always use',
    'no',
    'I do not know it',
    'which one',
    'what do you mean?',
    'same as always',
    'my account is locked again',
    'can you look it up',
    'the password does not work',
    'talk to a person',
    'locked since this morning',
  ])('is none in: %s', (text) => expect(readAccount(text)).toBeNull());
});
