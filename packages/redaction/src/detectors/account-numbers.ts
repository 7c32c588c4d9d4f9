import type { Secret } from '../secret.ts';

/** What an account is called; whether it is one at a bank the words around it say. */
const account =
  /(?<!\p{L})(?:(?:checking|savings?|bank|business|current)?\s?(?:accounts?|accts?|acc|a\/c)(?: number| num| no\.?| nr\.?| #|#)?|clabe|konto(?:nummer|nr\.?)?|(?:n[uú]mero de )?cuenta|(?:num[eé]ro de )?compte|(?:numero di )?conto(?: corrente)?|(?:n[uú]mero da )?conta(?: corrente)?|rekening(?:nummer)?|checking|savings|bank(?: info| details| data)?(?=\s?[:#=]))(?!\p{L})/giu;
const bank =
  /(?<!\p{L})(?:bank(?:ing)?|routing|aba|rtn|direct deposit|deposit(?:s|ed)?|checking|savings?|ach|wire|iban|bic|swift|sort code|bsb|refund|payroll|clabe|chase|wells fargo|citi(?:bank)?|bofa|bank of america|barclays|hsbc|sparkasse|volksbank|transfer|banco|bancari[ao]|bancaire|banque|banca|virement|transferencia|transfer[eê]ncia|bonifico|dep[oó]sito|[üu]berweis\p{L}{0,4}|konto(?:nummer|nr)|bankleitzahl|blz|agencia|ag[eê]ncia|rekeningnummer)(?!\p{L})/iu;
const notBank =
  /\b(?:chart of accounts|customer account|invoice|ticket|case|order|error|gl account|login|user|reconcile[d]?|register|report)\b/i;
const number =
  /^(?:[ #:.,=-]{0,3}|\s?(?:number|no\.?|num|#)?(?:\s(?:for|at|with|of|to|on)(?:\s\p{L}{2,12}){1,3})?\s?(?:is|ends|es|est|ist|è|é|was|to|:|=)?\s?(?:the |el |le |il )?(?:\p{L}{2,10}\s){0,2}?)[ #:]{0,3}(\d(?:[ -]?\d){6,23})(?![\p{L}\p{N}/.-]\d|[\p{L}\p{N}])/diu;
const routing =
  /(?<!\p{L})(?:routing|aba|rtn|transit)(?!\p{L})(?: (?:number|num|no\.?|#|is|code))*[ #:.=-]{0,3}(?:is |to )?(\d{9})(?!\d)/dgiu;
const sortCode =
  /(?<!\p{L})(?:sort(?:[ -]?code)?|bsb)(?!\p{L})[ #:.=]{0,3}(?:is )?(\d{2}[ -]\d{2}[ -]\d{2}|\d{3}[ -]\d{3}|\d{6})(?!\d)/dgiu;
const around = 90;

/** Account numbers at a bank, the numbers of banks beside them, and sort codes. */
export function findAccountNumbers(text: string): Secret[] {
  const accounts = [...text.matchAll(account)].flatMap((match) => {
    const from = match.index + match[0].length;
    const found = number.exec(text.slice(from, from + 50));
    const span = found?.indices?.[1];
    if (found === null || span === undefined || isDate(found[1] ?? '')) return [];
    const near = text.slice(Math.max(0, match.index - around), from + span[1] + around);
    const told = bank.test(near) && !notBank.test(near);
    return told ? [{ kind: 'account' as const, start: from + span[0], end: from + span[1] }] : [];
  });
  return [...accounts, ...firstGroup(text, routing), ...firstGroup(text, sortCode)];
}

const isDate = (digits: string) => /^(?:19|20)\d\d[ -]?(?:0\d|1[0-2])[ -]?[0-3]\d$/.test(digits);

function firstGroup(text: string, pattern: RegExp): Secret[] {
  return [...text.matchAll(pattern)].flatMap((match) => {
    const span = match.indices?.[1];
    return span === undefined ? [] : [{ kind: 'account', start: span[0], end: span[1] }];
  });
}
