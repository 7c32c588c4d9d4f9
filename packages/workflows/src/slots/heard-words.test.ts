import { describe, expect, it } from 'vitest';
import { findModel, looksLikeId } from './heard-words.ts';

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
