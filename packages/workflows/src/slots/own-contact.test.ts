import { describe, expect, it } from 'vitest';
import { findOwnContact } from './own-contact.ts';

const found = (text: string, readiness: Parameters<typeof findOwnContact>[2] = {}) => {
  const { name, email } = findOwnContact(text, 'en', readiness);
  return [name ?? '-', email ?? '-'].join(' ');
};

describe('who writes', () => {
  it.each([
    ['bweber I think. It is Birgit Weber, Weber Audit. My address is b@weber.example', 'Birgit Weber b@weber.example'],
    ['It is for Olaf Brandt, olaf@brandt.example. I need it today', 'Olaf Brandt olaf@brandt.example'],
    ['Hi, this is Birgit Weber from Weber Audit, my screen is black', 'Birgit Weber -'],
    ['I am Birgit Weber', 'Birgit Weber -'],
    ['the second one, b@weber.example', '- b@weber.example'],
    ['it is offline since Monday', '- -'],
    ["please send it to my husband's mail, olaf@brandt.example", '- -'],
    ['her address is olaf@brandt.example', '- -'],
    ['the mail from olaf@brandt.example is missing', '- -'],
  ])('%s', (text, expected) => {
    expect(found(text)).toBe(expected);
  });

  it('takes the only address beside a wish to be reached', () => {
    expect(found('a ticket for b@weber.example please', { asks: true })).toBe('- b@weber.example');
  });

  it('takes nothing but her own words where it is about somebody else', () => {
    expect(found('It is Birgit Weber, b@weber.example', { aboutOther: true })).toBe('- -');
    expect(found('My name is Birgit Weber, my address is b@weber.example', { aboutOther: true })).toBe(
      'Birgit Weber b@weber.example',
    );
  });
});
