export interface Value {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly quoted: boolean;
}

const valueCharsMax = 200;
const closing: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '<': '>',
  '[': ']',
  '(': ')',
  '{': '}',
  '*': '*',
};

/** The word or quoted text that begins at `at` (after spaces), without the punctuation around it; null at the end. */
export function valueAt(text: string, at: number): Value | null {
  let start = at;
  while (start < text.length && start < at + 40 && /\s/.test(text.charAt(start))) start += 1;
  const quoted = quotedAt(text, start);
  if (quoted !== null) return quoted;
  const word = /\S{1,200}/y;
  word.lastIndex = start;
  const raw = word.exec(text)?.[0] ?? '';
  const inner = raw.replace(/^["'(<]{1,3}/, '');
  start += raw.length - inner.length;
  // In `Password=…;Encrypt=true` the value ends where the next setting begins.
  const single = inner.split(/[;&](?=[\w ]{1,40}=)|<\/|\[\/|[|]/, 1)[0] ?? '';
  const before = text.slice(Math.max(0, start - 6), start);
  const bare = single
    .replace(/[.,;:)\]}>"']{1,6}$/, '')
    .replace(/(?<=\w)[*~_]{2,9}$/, (end) => (before.includes(end[0] ?? '') ? '' : end));
  return bare === '' ? null : { text: bare, start, end: start + bare.length, quoted: false };
}

function quotedAt(text: string, start: number): Value | null {
  const close = closing[text.charAt(start)];
  if (close === undefined) return null;
  const end = text.slice(start + 1, start + 1 + valueCharsMax).indexOf(close);
  if (end <= 0) return null;
  const inner = text.slice(start + 1, start + 1 + end);
  if (inner.includes('\n') || inner.trim() === '') return null;
  return { text: inner, start: start + 1, end: start + 1 + end, quoted: true };
}

const address = /^[^\s@]{1,80}@[^\s@]{1,80}\.[a-z]{2,10}[!?]?$/i;
const link = /^(?:[a-z]{2,8}:\/\/|www\.)/i;
const path = /^(?:[a-z]:[\\/]|\\\\|~?\/[\w.-]{1,60}\/)/i;
const domain =
  /^(?:[a-z0-9-]{1,40}\.){1,5}(?:com|net|org|io|local|lan|example|exe|dll|zip|pdf|docx?|xlsx?|qbw|qbb|rdp|log|txt|csv|edu|gov|us|co)[!?]?$/i;
const productOrTime =
  /^(?:win(?:dows)?-?(?:7|8|10|11|xp|server\d{0,4})|o(?:ffice)?-?365|m365|microsoft365|qb-?\d{2,4}|quickbooks-?\d{2,4}|\d?fa|2-?factor|mfa2?|v?\d{1,3}(?:\.\d{1,4}){1,4}|v\d{1,3}|\d{1,2}(?::\d{2})?(?:am|pm|a\.m|p\.m)|\d{1,3}(?:st|nd|rd|th)|\d{1,4}(?:x|h|hrs?|hours?|m|mins?|minutes?|s|secs?|days?|d|weeks?|months?|years?|gb|mb|tb|k|%|ms|\+)|(?:19|20)\d{2}s?|x\d{2}|x86-64|(?:rds|rdp|srv|vm|dc|ts|pc|ws|app|sql|file|host|server|qb)-?\d{1,4}|[a-z]{1,6}-\d{2,4}|ps0\d{2}|1099s?|w-?2s?|w-?9s?|1040[a-z]{0,3}|1120s?|401k|q[1-4]|h\d{3}|kb\d{6,8}|ipv[46]|usb[23c]|mp[34]|covid-?19)[!?]*$/i;
const errorCode =
  /^(?:0x[0-9a-fA-F]{4,16}|-?\d{3,6}(?:,-?\d{1,6})+|[cC]=\d{1,4}|(?:[A-Z]{1,3}|[a-z]{1,3})\d{2,5}|hresult\S{0,80})$/;
const ticketNumber =
  /^(?:(?:ticket|case|inc|req|ref|order|invoice|bug|issue|tkt)[#:_-]{0,2}\d\w{0,40}|(?:ab|po)-\w{1,40}|#\S{1,40})[!?]*$/i;
const dateLike =
  /^\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}(?:t[\d:.]{2,12}z?)?$|^(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\d{1,2}$/i;
const phone = /^\+?\(?\d{3}\)?[-.]\d{3}[-.]\d{4}$/;
/** Placeholders are masked so before the search; others hide what they mean by stars, or name a variable. */
const masked = /^(?:[_*•.?-]+|[xX]{3,}|\$\{[A-Z_a-z][A-Z_a-z0-9.]*\}|\$[A-Z_]{3,}|%[A-Z_]+%|\{\{.*\}\}|<[\w -]+>)$/;
/** A word and a number in everyday use: "Suite#400", "Windows11!". */
const numbered =
  /^(?:office|excel|word|outlook|windows|win|server|sql|exchange|drake|lacerte|proseries|proconnect|ultratax|quickbooks|quicken|qb|qbo|sage|acrobat|adobe|chrome|firefox|edge|iphone|ipad|macbook|galaxy|pixel|surface|ryzen|tax|return|fy|ver|build|version|update|release|level|tier|phase|step|day|week|page|line|form|schedule|team|group|floor|room|rm|suite|ste|unit|apt|box|bldg|item|row|route|check|claim|file|acct|account|store|dept|lot|gate|pier|tls|ssl|smb|utf-?|ipv|sha|md|rfc|iso|usb|hdmi|com|lpt|eth|vlan|port|covid|area|chapter|section|part|no|nr|nbr|num)[#:_-]{0,2}\d{1,6}[!?]*$/i;
const elsewhere = [address, link, path, masked];
/** "FIRM\\user": who signs in to Windows. */
const windowsUser = /^[a-z][\w.-]{1,30}\\[\w.$-]{2,40}[!?]?$/i;
const harmless = [...elsewhere, windowsUser, domain, productOrTime, errorCode, ticketNumber, dateLike, phone];

/** True for what is no password even where one is announced: an address, a link, a path, something hidden. */
export function isElsewhere(word: string): boolean {
  return word.length > valueCharsMax || elsewhere.some((pattern) => pattern.test(word));
}

/** True for a word that is a known sort of thing other than a password: address, link, version, date, error code… */
export function isHarmless(word: string): boolean {
  return word.length > valueCharsMax || harmless.some((pattern) => pattern.test(word));
}

/** The same where nothing speaks of passwords: "Suite#400", "Windows11!" are everyday words there. */
export function isEveryday(word: string): boolean {
  return isHarmless(word) || numbered.test(word);
}

const letter = /\p{L}/u;
const symbolInside = /[^\s][!@#$%^&*?_+=~|][^\s]|[!@#$%^&*]{2}/;

/** Would be taken for an error's number. */
const keyboardRow = /^(?:abc|qwe|asd|zxc|xyz|aaa)\d{2,5}$/i;

/** True for a word that people only type as a password: letters with digits, or with symbols among them. */
export function isStrong(word: string): boolean {
  if (keyboardRow.test(word)) return true;
  if (word.length < 4 || word.length > 128 || isHarmless(word)) return false;
  if (!letter.test(word)) return /\d/.test(word) && /[!@#$%^&*]/.test(word) && !/^[$#]?[\d.,]+[%!]*$/.test(word);
  if (/^[\p{L}]+[&/+][\p{L}]+$/u.test(word) || /^[\p{L}]+[_-][\p{L}_-]+$/u.test(word)) return false;
  if (/\d/.test(word)) return !/^\d{1,4}-[\p{L}-]+$/u.test(word) && !/^\$[\d.,]+/.test(word);
  return symbolInside.test(word) || /^[$@#!]\p{L}{3,}/u.test(word) || /^\p{L}{4,}[@#$%^&*]+$/u.test(word);
}

/** Stronger still: letters, digits and a symbol inside, which is a password wherever passwords are the subject. */
export function isUnmistakable(word: string): boolean {
  return (
    word.length >= 6 &&
    isStrong(word) &&
    letter.test(word) &&
    /\d/.test(word) &&
    /[!@#$%^&*?+=~]/.test(word.slice(0, -1)) &&
    !/[\\/]/.test(word)
  );
}
