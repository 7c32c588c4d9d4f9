import { bare } from '../language/normalise.ts';

/** Words with a capital that begin no person's name: greetings, verbs, products, days, things of the office. */
const notPeople = new Set(
  `a access account accounts active add adding adobe all also an and another anyone april as august barracuda basic bookkeeper books brother can
  canon center change chrome citrix client company controller could cpa create creating csr customer data day deactivate dear december delete department desk
  desktop directory disable does domain drake drive dropbox duo employee enterprise epson error everyone excel february finance folder for friday from get
  give good google grant group hello help hey hi hire hp hr i if in inc intern is it january july june just lacerte last let llc login mac mailbox
  make manager march may microsoft monday morning move my need new no november october of office ok on onboard onedrive online our outlook
  payroll pc people permission permissions person please premier printer pro proseries qb quick quickbooks rdp regards remove rename
  reset revoke role sage saturday secretary security september server set setup sharepoint she someone start staff sunday support tax team teams terminate
  thank thanks that the their there they this thursday to today tomorrow tuesday two ultratax unlock update user users vpn we wednesday
  what when who will windows with word xero yes you your zoho zoom`.split(/\s+/),
);

/** What may follow a name that was written without capitals. */
const afterName =
  /^(?:please|pls|plz|thanks|as|to|from|with|for|in|on|at|who|and|he|she|they|his|her|their|starts|starting|today|tomorrow|asap|now|access|account|is|was|has|left|will|needs)$/;
const whoComes =
  /\b(?:add|remove|delete|disable|deactivate|offboard|onboard|terminate|hired|(?:new|add|remove|delete|disable|create|rename)(?: an?| the| our| this)?(?: new)? (?:user|employee|hire|account|login|colleague|person)(?: for| named| called)?|(?:account|login|access|mailbox|user) for)\s+/g;
/** Others who are named beside the one that is meant. */
const otherPerson =
  /\b(?:manager|supervisor|boss|reports? to|reporting to|reports to|replac\w+|from|this is|i am|i'm|name is|regards|thanks|like|same as|as|signed)[,:]?\s+(?:is\s+|will be\s+)?$/i;

/**
 * The person that a message is about, when first and last name stand in it: "remove John Smith", "a new hire, Jane O'Neil, starts",
 * "add new user maria lopez". Null when nobody is named for certain.
 */
export function findPersonName(text: string): string | null {
  const shouting = text === text.toUpperCase();
  return (shouting ? null : withCapitals(text)) ?? withoutCapitals(text);
}

function withCapitals(text: string): string | null {
  const pattern =
    /(?<![\p{L}\p{N}@.\\/-])\p{Lu}[\p{L}'\u2019-]+(?:\s+(?:(?:de|da|la|van|der|den|von|bin|al|el|\p{Lu}\.?)\s+)*\p{Lu}[\p{L}'\u2019-]+)+/gu;
  for (const match of text.matchAll(pattern)) {
    const words = match[0].split(/\s+/);
    const from = words.findIndex((word) => isNameWord(word));
    const rest = from < 0 ? [] : words.slice(from);
    const end = rest.findIndex(
      (word) => !isNameWord(word) && !/^(?:de|da|la|van|der|den|von|bin|al|el|\p{Lu}\.?)$/u.test(word),
    );
    const name = (end < 0 ? rest : rest.slice(0, end)).map(withoutOwner);
    const before = `${text.slice(0, match.index)}${words
      .slice(0, Math.max(from, 0))
      .map((word) => `${word} `)
      .join('')}`;
    if (name.length >= 2 && name.length <= 5 && !otherPerson.test(before)) return name.join(' ');
  }
  return null;
}

function isNameWord(word: string): boolean {
  const plain = withoutOwner(word);
  return /^\p{Lu}/u.test(plain) && plain !== plain.toUpperCase() && !notPeople.has(plain.toLowerCase());
}

function withoutOwner(word: string): string {
  return word.replace(/['\u2019]s?$/, '');
}

function withoutCapitals(text: string): string | null {
  const said = bare(text);
  for (const match of said.matchAll(whoComes)) {
    const [first = '', second = '', third] = said.slice(match.index + match[0].length).split(' ');
    const words = [first, second].map(withoutOwner);
    const plain = words.every(
      (word) => /^\p{L}[\p{L}'-]+$/u.test(word) && !notPeople.has(word) && !afterName.test(word),
    );
    const owned = second !== withoutOwner(second);
    if (plain && (owned || third === undefined || afterName.test(third)))
      return words.map((word) => word.replace(/(^|['-])\p{L}/gu, (letter) => letter.toUpperCase())).join(' ');
  }
  return null;
}

/** A name of a machine: one word that no sentence has, such as `SRV2` or `acme-dc01`. */
export function looksLikeId(word: string): boolean {
  return (
    /^[\p{L}\p{N}][\p{L}\p{N}._\\-]{1,40}$/u.test(word) &&
    (/\d/.test(word) || /[\p{L}\p{N}]-[\p{L}\p{N}]/u.test(word) || /^\p{Lu}{3,}$/u.test(word))
  );
}

/** The make of a thing and the words of its model: "HP LaserJet M404" out of "our HP LaserJet M404 in the office is offline". */
export function findModel(text: string, makes: readonly string[]): string | null {
  const words = text.split(/\s+/);
  const at = words.findIndex((word) => makes.includes(bare(word)));
  if (at < 0) return null;
  const model: string[] = [];
  for (let next = at; next < words.length && model.length < 5; next += 1) {
    const word = words[next] ?? '';
    const plain = word.replace(/[,.;:!?]+$/, '');
    const partOfIt =
      next === at ||
      /\d/.test(plain) ||
      (/^\p{Lu}/u.test(plain) && !notPeople.has(plain.toLowerCase())) ||
      modelWord.test(plain);
    if (!partOfIt) break;
    model.push(plain);
    if (plain !== word) break;
  }
  return model.length >= 2 ? model.join(' ') : null;
}

const modelWord =
  /^(?:laserjet|officejet|deskjet|envy|pro|mfc|hl|dcp|color|colour|workforce|ecotank|imageclass|pixma|versalink|workcentre|scansnap|bizhub|ecosys)$/i;
