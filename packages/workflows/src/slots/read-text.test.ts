import { describe, expect, it } from 'vitest';
import { readText } from './read-text.ts';

describe('an answer in free words', () => {
  it.each([
    ["why do you need that? it's the certificate", 'certificate'],
    ['why do you need the file name. Hollis Master 2026', 'Hollis Master 2026'],
    ['just Staff Accountant. How much is it per month by the way?', 'Staff Accountant'],
    ['its a senior bookkeeper', 'senior bookkeeper'],
    ['Tax. I just said that', 'Tax'],
    ['Tax, bookkeeper, manager is me Greg Hollis', 'Tax, bookkeeper'],
    ['QuickBooks, Outlook and Lacerte', 'QuickBooks, Outlook and Lacerte'],
    ['it says "disk full"', 'disk full'],
    ['Smith & Co. 2025', 'Smith & Co. 2025'],
    ['the one in the hall', 'the one in the hall'],
    ['ok, front desk please', 'front desk'],
    ['Nova Tax LLC', 'Nova Tax LLC'],
    ['junior clerk! second time now', 'junior clerk'],
    ['Payables. the rest is fine', 'Payables'],
    ['Reception... I said so', 'Reception'],
    ['Advisory! did anybody note it', 'Advisory'],
    ['Tax, i told you already', 'Tax'],
    ['Audit. she only needs Excel, no admin', 'Audit'],
    ['department of the payroll. SHE. sorry for my english', 'payroll'],
    ['Clerk, and her first day moved, it is the 9th not the 8th', 'Clerk'],
    ['Dept. of Taxation, St. Louis', 'Dept. of Taxation, St. Louis'],
    ['Head of IT', 'Head of IT'],
  ])('%s', (text, answer) => expect(readText(text, 100)).toBe(answer));

  it.each([
    'why',
    'why do you need that?',
    'what is that',
    'how much is it',
    "I'd rather not say",
    'no idea',
    'i dont know',
    'skip',
    'ok',
    'thanks',
    'talk to a person',
    'please call me back',
    'no, just open a ticket',
    'forget it',
    'I want to speak to somebody now',
    '???',
  ])('is none: %s', (text) => expect(readText(text, 100)).toBeNull());

  it('cuts nothing from what is told at length', () => {
    const told = 'Can you rename her? She is Lisa Green now, and it is urgent';
    expect(readText(told, 800)).toBe(told);
    expect(readText('talk to a person', 800)).toBeNull();
  });
});
