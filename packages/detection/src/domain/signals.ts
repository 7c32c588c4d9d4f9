import type { ConceptMention } from './concept-matcher.ts';
import type { ReadMessage } from './read-message.ts';
import { wishMode } from './wishes.ts';

/** Products that some workflow is about. */
const ownProducts: readonly string[] = [
  'quickbooks',
  'mail',
  'printer',
  'scanner',
  'remote',
  'server',
  'monitor',
  'patch',
  'windows',
  'disk',
  'code',
];

/** The few things that decide by themselves under the labelling rules; the classifier learns how much each one weighs. */
export function findSignals(message: ReadMessage): string[] {
  const meant = message.mentions.filter((mention) => message.excluded[mention.at] === 0);
  const has = (concept: string): boolean => meant.some((mention) => mention.concept === concept);
  const own = ownProducts.filter((name) => has(`product.${name}`));
  const signals = [...ruleSignals(has), ...wishSignals(message.words, meant)];
  if (has('other.product')) signals.push(own.length === 0 ? 'only another product' : 'another product too');
  if (has('other.product') && isFirst(meant)) signals.push('another product first');
  if (own.length === 0) signals.push('no product of ours');
  if (own.length === 1) signals.push(`only ${own[0]}`);
  for (const topic of [
    'talk.solved',
    'talk.human',
    'talk.status',
    'talk.complaint',
    'talk.injection',
    'other.security',
    'other.restore',
    'other.billing',
    'other.sales',
    'other.hr',
  ])
    if (has(topic)) signals.push(topic);
  if (message.isForeign) signals.push('another language');
  if (message.excluded.includes(1) && meant.length === 0) signals.push('only what it is not');
  if (message.words.length <= 2) signals.push('a word or two');
  signals.push(...speechSignals(message.words, meant));
  return signals;
}

/** Whether something is wrong, asked or wished at all: "we print checks every week" is none of these. */
function speechSignals(words: readonly string[], meant: readonly ConceptMention[]): string[] {
  const has = (kind: string): boolean => meant.some((mention) => mention.concept.startsWith(kind));
  const asks = words.some((word) => askingWords.has(word));
  const denies = words.some((word) => denyingWords.has(word));
  const signals = asks ? ['asks'] : [];
  if (has('symptom.')) signals.push('something is wrong');
  if (denies) signals.push('denies');
  if (words.length > 3 && !asks && !denies && !has('symptom.') && !has('wish.')) signals.push('only a statement');
  if (words.some((word) => relievedWords.has(word)) && !asks) signals.push('relieved');
  return signals;
}

const askingWords: ReadonlySet<string> = new Set(
  'please pls plz can could would how what where why when who which need needs want help kindly should id like'.split(
    ' ',
  ),
);
const denyingWords: ReadonlySet<string> = new Set(
  'not no cant cannot wont dont doesnt isnt arent nothing never nobody none unable couldnt didnt wasnt without only keeps still'.split(
    ' ',
  ),
);
const relievedWords: ReadonlySet<string> = new Set(
  'again thanks thank back gone now fixed solved perfect yay great finally good happy already fine worked works resolved'.split(
    ' ',
  ),
);

function isFirst(meant: readonly ConceptMention[]): boolean {
  const first = meant.find((mention) => mention.concept.startsWith('product.') || mention.concept === 'other.product');
  return first?.concept === 'other.product';
}

/** Rules 4 to 7: pairs of things that together mean one workflow. */
function ruleSignals(has: (concept: string) => boolean): string[] {
  const signals: string[] = [];
  const quickbooks = has('product.quickbooks');
  if (has('symptom.locked')) signals.push(quickbooks ? 'locked in QuickBooks' : 'locked');
  if (has('symptom.forgot') && has('product.password')) signals.push(quickbooks ? 'forgot in QuickBooks' : 'forgot');
  if (has('product.mail') && has('product.password'))
    signals.push(has('symptom.forgot') || has('wish.reset') ? 'new mail password' : 'mail password');
  if (quickbooks && has('product.code')) signals.push('QuickBooks code');
  if (quickbooks && has('product.printer')) signals.push('QuickBooks paper');
  if (quickbooks && has('product.mail')) signals.push('QuickBooks mail');
  if (quickbooks && has('product.monitor')) signals.push('QuickBooks display');
  if (quickbooks && has('product.person')) signals.push('QuickBooks person');
  if (quickbooks && has('product.update')) signals.push('QuickBooks update');
  if (quickbooks && has('symptom.slow')) signals.push('QuickBooks slow');
  if (!quickbooks && has('product.code')) signals.push('code of something else');
  if (has('product.login') && !has('symptom.locked') && !has('product.password')) signals.push('login alone');
  return signals;
}

function wishSignals(words: readonly string[], meant: readonly ConceptMention[]): string[] {
  const signals = new Set<string>();
  for (const mention of meant) {
    if (mention.concept === 'wish.restart') signals.add(`${wishMode(words, mention)} restart`);
    if (mention.concept === 'wish.unlock') signals.add(`${wishMode(words, mention)} unlock`);
    if (mention.concept === 'wish.reset') signals.add(`${wishMode(words, mention)} reset`);
  }
  return [...signals];
}
