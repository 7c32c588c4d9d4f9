import { countrySpecs, isValidIBAN } from 'ibantools';
import type { Detector, Secret } from '../secret.ts';
import { findAccountNumbers } from './account-numbers.ts';

/** In groups, over line ends too; the country's length says where it ends. */
const candidate = /(?<![a-z0-9])[a-z]{2}\d{2}(?:(?:[ .\-/]|[ .-]?\n[ .-]?)?[a-z0-9]){8,30}/gi;
/** What a text must have for an account number to be in it. */
export const bankMark = {
  test: (text: string) => /\d/.test(text) && mark.test(text),
};
const mark =
  /(?<![a-z0-9])[a-z]{2}\d{2}[ .\-/\n]{0,3}[a-z0-9]{4}[ .\-/\n]{0,3}[a-z0-9]{3}|(?<!\p{L})(?:routing|aba|rtn|transit|bsb|sort|bank|acc|a\/c|acc(?:oun)?ts?|clabe|konto\p{L}{0,6}|cuenta|compte|cont[oa]|rekening\p{L}{0,6}|checking|savings?)(?!\p{L})/iu;

/** International bank account numbers by their check digits (ibantools) or by what they are called, and accounts at banks. */
export const findBankAccounts: Detector = (text) => [...ibans(text), ...findAccountNumbers(text)];

/** Called so, or said to be where money goes, it is one with a wrong check digit as well: people mistype. */
const named =
  /(?<!\p{L})(?:ibans?|bic|swift|konto\p{L}{0,10}|compte|cuenta|conto|conta|rekening\p{L}{0,8}|virement|virer|transferencia|transfer[eê]ncia|bonifico|coordinat[ae]|[üu]berweis\p{L}{0,6}|overmaken|pay|paid|payments?|zahl\p{L}{0,4}|pagar|pago|payer|paiement|pagare|pagamento|betal\p{L}{0,4}|wire|transfer|bank\p{L}{0,6}|account|acct|refund|deposit)(?!\p{L})/iu;

function ibans(text: string): Secret[] {
  return [...text.matchAll(candidate)].flatMap((match) => {
    const country = match[0].slice(0, 2).toUpperCase();
    const length = countrySpecs[country]?.chars;
    if (!length) return [];
    const end = endAfter(match[0], length);
    if (end === null) return mistyped(text, match[0], match.index, length);
    if (!isValidIBAN(plain(match[0].slice(0, end))) && !isNamed(text, match[0].slice(0, end), match.index)) return [];
    return [{ kind: 'account', start: match.index, end: match.index + end }];
  });
}

const isNamed = (text: string, written: string, at: number) =>
  written.replace(/\D/g, '').length >= 10 &&
  (named.test(text.slice(Math.max(0, at - 60), at)) ||
    named.test(text.slice(at + written.length, at + written.length + 40)));

/** A character or two too few or too many, where it is called an account. */
function mistyped(text: string, written: string, at: number, length: number): Secret[] {
  const whole =
    /^[a-z]{2}\d{2}(?:(?:[ .\-/]|[ .-]?\n[ .-]?)?(?=[a-z]{0,4}\d)[a-z0-9]{1,30})+/i.exec(written)?.[0] ?? '';
  const missing = length - plain(whole).length;
  if (Math.abs(missing) > 2 || !isNamed(text, whole, at)) return [];
  return [{ kind: 'account', start: at, end: at + whole.length }];
}

const plain = (written: string) => written.replace(/[^a-z0-9]/gi, '').toUpperCase();

/** Where the first `count` letters and digits end; what follows may be the next word. */
function endAfter(written: string, count: number): number | null {
  let seen = 0;
  for (let at = 0; at < written.length; at += 1) {
    if (/[a-z0-9]/i.test(written.charAt(at))) seen += 1;
    if (seen === count) return /^[a-z0-9]/i.test(written.slice(at + 1)) ? null : at + 1;
  }
  return null;
}
