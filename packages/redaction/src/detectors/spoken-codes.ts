import type { Detector, Secret } from '../secret.ts';
import { numberWord, type SpokenNumber, spokenNumbers } from '../spoken-digits.ts';
import { otherCode, troubled } from './other-codes.ts';

/** What a code is called, a few words before it. */
const named =
  /(?<!\p{L})(?:codes?|passcode|otp|pin|c[oó]d[ie]\p{L}{0,4}|kode|number (?:they|it|you) (?:sent|texted)|numbers? (?:on|in|from) (?:my|the) \p{L}{2,14}|cvv|security code)(?!\p{L})[^\n\d]{0,44}$/iu;
/** Who says a code, right before it. */
const told =
  /(?<!\p{L})(?:(?:read|reads|gave|gives|sent|texted|told|messaged|send|mailed|emailed) (?:it |out )?(?:to )?(?:me|us)|(?:text|texts|message|sms|phone|app|authenticator|thing(?:y|ie)?|token|fob|duo|okta|authy|voice|robot|lady|call|email|mail|it)(?: from (?:the )?\p{L}{2,14})? (?:that came )?(?:says?|said|shows?|showed|displays?|displayed|reads?|read|is showing|popped up|pops up|came up with|tells me|told me)|(?:and|then) (?:it |she |he )?(?:said|says|read|reads)|popped up|(?:microsoft|google|apple|intuit|amazon|paypal|chase|gusto|adp|duo|okta|authy|app|authenticator|bank|they|it) (?:just )?(?:texted|sent|gave|gives|messaged|emailed|called with)|i (?:see|hear|heard|got|received)|(?:text|texts|sms|message|msg|mensaje|messaggio|nachricht)(?=\s?[:,])|dice|dit|sagt|diz|zeigt|muestra|affiche|mostra)(?: (?:out|aloud|with|now|just|the (?:numbers?|code|digits)|code|a text|numbers?|to me|is|was)){0,3}[\s:,"']{1,3}$/iu;
/** The same of accounts and cards. */
const spokenAccount =
  /\b(?:account|acct|routing|aba|checking|savings)(?: (?:number|no\.?))?(?: (?:is|are|was))?[\s:,]{1,3}$/i;
const spokenCardCode =
  /\b(?:cvv2?|cvc2?|security code(?: (?:of|on|for) (?:the |my )?(?:back of (?:the |my )?)?(?:card|back))?)(?: (?:is|says|reads))?[\s:,]{1,3}$/i;
/** What somebody says behind it. */
const follows =
  /^["']?[,.]?\s{1,3}(?:(?:is|was) (?:the |my |your )?(?:code|otp|passcode|what (?:it|they|the text|my phone))|to (?:verify|confirm)|(?:on|under|in|from|by) (?:the |my )?(?:duo|okta|authenticator|authy|text|sms|token)|as the code)/i;
/** Numbers of something else: years, people, money, telephone. */
const other =
  /^\s(?:users?|people|persons?|times?|days?|weeks?|months?|years?|hours?|minutes?|dollars?|bucks|percent|licen[sc]es|computers?|returns?|letters?|pages?|clients?|employees|servers?|street|st\b|avenue|ave\b|road|elm|o'?clock|am\b|pm\b|more|times)/i;
/** "ten twenty or thirty": a guess. */
const choice = new RegExp(`^,?\\s(?:or|to|through|bis|ou|o)\\s(?:${numberWord}|\\d)`, 'i');
const year = /^(?:nineteen|twenty|two thousand)\b/i;

/** Codes said in words: "the text message says four eight two nine one seven". */
export const findSpokenCodes: Detector = (text) =>
  spokenNumbers(text).flatMap((spoken): Secret[] => {
    const said =
      text
        .slice(Math.max(0, spoken.start - 70), spoken.start)
        .split(/[.?!]\s|\n/)
        .at(-1) ?? '';
    const { start, end } = spoken;
    if (spokenAccount.test(said) && spoken.digits.length >= 8 && spoken.digits.length <= 17)
      return [{ kind: 'account', start, end }];
    if (spokenCardCode.test(said) && /^\d{3,4}$/.test(spoken.digits)) return [{ kind: 'card', start, end }];
    return isCode(text, said, spoken) ? [{ kind: 'code', start, end }] : [];
  });

function isCode(text: string, said: string, { start, end, digits }: SpokenNumber): boolean {
  const behind = text.slice(end, end + 40);
  if (digits.length < 4 || digits.length > 8 || other.test(behind) || choice.test(behind)) return false;
  const name = named.exec(said);
  if (name !== null) return !otherCode.test(said.slice(0, name.index)) && !troubled.test(said);
  if (troubled.test(said) || (digits.length < 5 && year.test(text.slice(start, end)))) return false;
  const words = text.slice(start, end).split(/[\s,.-]+/).length;
  return (digits.length > 4 || words > 3) && (told.test(said) || follows.test(behind));
}
