import { describe, expect, it } from 'vitest';
import { hearAccount } from './hear-account.ts';

describe('the account that a phrase hears', () => {
  it.each([
    ['login {value}', 'it went wrong, login kweber please', 'kweber'],
    ['login {value}', 'after the third login try. my login kweber', 'kweber'],
    ['user {value}', 'locked out. user kweber, Weber Ltd', 'kweber'],
    ['user {value}', 'locked out with user kweber', 'kweber'],
    ['my login is {value}', 'so my login is kweber and I know it', 'kweber'],
  ])('%s in: %s', (phrase, text, account) => expect(hearAccount(phrase, text)).toBe(account));

  it.each([
    ['login {value}', 'too many login mistakes'],
    ['login {value}', 'a wrong login window came up'],
    ['user {value}', 'the user complained about it all morning'],
    ['user {value}', 'another user profile'],
    ['user {value}', 'user account is locked'],
  ])('%s hears none in: %s', (phrase, text) => expect(hearAccount(phrase, text)).toBeNull());
});
