import { describe, expect, it } from 'vitest';
import { findEmails } from './parse-contact.ts';

describe('findEmails', () => {
  it.each([
    ['ann@example.com', ['ann@example.com']],
    ['It is Ann.Lee+work@Mail.Example.com.', ['ann.lee+work@mail.example.com']],
    ['mailto:ann@example.com, or <bob@example.com>;', ['ann@example.com', 'bob@example.com']],
    ['my address:ann@example.com!', ['ann@example.com']],
    ['„ann@example.com“', ['ann@example.com']],
    ["'ann@example.com'", ['ann@example.com']],
    ['ann [at] example.com', ['ann@example.com']],
  ])('reads %s', (text, found) => expect(findEmails(text)).toEqual(found));

  it.each([
    'jörg@firm.example',
    'müller.kim@firm.example',
    'ann&kim@firm.example',
    'ann=kim@firm.example',
    'ann/kim@firm.example',
    'o’kim@firm.example',
    'kim@firm.example@evil.example',
    'kim@firm.exampleß',
    'kim@firm.example_x',
  ])('takes no part of %s for an address: it would be somebody else’s', (text) => {
    expect(findEmails(text)).toEqual([]);
  });
});
