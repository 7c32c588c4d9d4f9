import { describe, expect, it } from 'vitest';
import { findModel, findPersonName, looksLikeId } from './heard-words.ts';

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
  ])('is nobody in: %s', (text) => expect(findPersonName(text)).toBeNull());
});

describe('names of machines', () => {
  it.each(['SRV2', 'acme-dc01', 'ACME-SRV1', 'TS01'])('%s', (word) => expect(looksLikeId(word)).toBe(true));
  it('capitals in a sentence that shouts are none', () => {
    expect(looksLikeId('THE', 'RESTART THE SERVER')).toBe(false);
    expect(looksLikeId('NOVA', 'please restart NOVA')).toBe(true);
    expect(looksLikeId('APP02', 'RESTART APP02 NOW')).toBe(true);
  });
  it.each(['now', 'please', 'tonight', 'The', 'it'])('not %s', (word) => expect(looksLikeId(word)).toBe(false));
});

describe('models', () => {
  it.each([
    ['our HP LaserJet M404 in the front office is offline', 'HP LaserJet M404'],
    ['the brother mfc-l2750 does not print', 'brother mfc-l2750'],
    ['Canon imageCLASS MF445, stuck again', 'Canon imageCLASS MF445'],
  ])('%s', (text, model) => expect(findModel(text, ['hp', 'brother', 'canon'])).toBe(model));
  it('a make alone is no model', () => expect(findModel('the hp is offline', ['hp'])).toBeNull());
});
