import { describe, expect, it } from 'vitest';
import { findPersonName } from './find-people.ts';

describe('the person a message is about', () => {
  it.each([
    ['add a new user Maria Lopez', 'Maria Lopez'],
    ["We have a new hire, Jane O'Neil, starting 12/1", "Jane O'Neil"],
    ["Can you disable Tom Baker's account today?", 'Tom Baker'],
    ['give Sarah Connor access to the tax folder', 'Sarah Connor'],
    ['please rename Lisa Brown to Lisa Green, she got married', 'Lisa Brown'],
    ['Remove Ludwig van der Berg please', 'Ludwig van der Berg'],
    ['our manager is Bob Smith, the new one is Ann Lee', 'Ann Lee'],
    ['add new user maria lopez please', 'Maria Lopez'],
    ["delete john smith's account", 'John Smith'],
    ['PLEASE REMOVE JOHN SMITH TODAY', 'John Smith'],
    ["new girl starting monday, name is priya shah, she's a payroll clerk", 'Priya Shah'],
    ['dr. oluwa marsh leaves on friday', 'Oluwa Marsh'],
    ['hi need a login for mrs. helen fairchild, our new office manager', 'Helen Fairchild'],
    [
      'We hired 3 people: Anna Berg, Tom Cole and Luis Diaz. They start December 7, manager Joe Miller',
      'Anna Berg, Tom Cole and Luis Diaz',
    ],
    ["two new starters: karen wu (tax) and dave o'neil (audit). both report to sam reed", "Karen Wu and Dave O'Neil"],
    ['please remove\n- mike brown\n- lisa ray', 'Mike Brown and Lisa Ray'],
    ['kate van dyke needs a login, same access as bob stone', 'Kate van Dyke'],
  ])('%s', (text, name) => expect(findPersonName(text)).toBe(name));

  it.each([
    'add a new user',
    'Please add a user for our office',
    'New hire needs QuickBooks Desktop and Microsoft Outlook',
    'remove access to the shared drive tomorrow morning',
    'Add User please, Remote Desktop too',
    'reports to Pat Boss',
    'create an account for two new people',
    'DISABLE A USER NOW PLEASE',
    'delete user mike.b please, last day is Friday',
    'susan called about the printer',
    'add quickbooks premier for tina',
    'mail it to tina brandt@acme.example',
  ])('is nobody in: %s', (text) => expect(findPersonName(text)).toBeNull());
});

it('who writes is none of them', () => {
  expect(findPersonName('hi, maria lopez here, please add tim brooks', 'en', 'Maria Lopez')).toBe('Tim Brooks');
});
