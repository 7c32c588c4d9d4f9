import { slotContext, type Turn } from '../flow/turn.ts';
import { language } from '../language/words.ts';
import { findPhone } from '../slots/parse-contact.ts';

/** No call is wished for. "Don't call my cell, use 312 555 0199" names the number that is to be called, and wishes for one. */
export function saysNoCall(turn: Turn, text: string): boolean {
  return language(turn).names('no_call', text) && findPhone(text, slotContext(turn).country, turn.language) === null;
}
