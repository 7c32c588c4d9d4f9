import type { Clause } from './clauses.ts';
import type { ConceptMention } from './concept-matcher.ts';
import { wishMode } from './wishes.ts';

/** Features that the domain names: concepts, their pairs within a clause, what is excluded, what comes first. */
export function annotate(
  words: readonly string[],
  mentions: readonly ConceptMention[],
  clauses: readonly Clause[],
  excluded: Uint8Array,
): string[] {
  const meant = mentions.filter((mention) => excluded[mention.at] === 0);
  const left = mentions.filter((mention) => excluded[mention.at] === 1);
  const result = new Set<string>();
  for (const mention of meant) result.add(mention.concept);
  for (const mention of meant)
    if (mention.concept.startsWith('wish.')) result.add(`${wishMode(words, mention)} ${mention.concept}`);
  for (const mention of left) result.add(`not ${mention.concept}`);
  for (const clause of clauses) addPairs(result, 'clause', namesIn(meant, clause));
  addPairs(result, 'message', [...new Set(meant.map((mention) => mention.concept))]);
  const first = meant.find((mention) => mention.concept.startsWith('product.'));
  if (first) result.add(`first ${first.concept}`);
  const clause = clauses.find((candidate) => namesIn(meant, candidate).some((name) => !name.startsWith('talk.')));
  if (clause) for (const name of namesIn(meant, clause)) result.add(`opening ${name}`);
  if (left.length > 0) result.add('excludes');
  result.add(`length ${Math.min(6, Math.floor(Math.log2(words.length + 1)))}`);
  return [...result];
}

function namesIn(mentions: readonly ConceptMention[], clause: Clause): string[] {
  const inside = mentions.filter((mention) => mention.at >= clause.from && mention.at < clause.to);
  return [...new Set(inside.map((mention) => mention.concept))].sort();
}

function addPairs(result: Set<string>, where: string, names: readonly string[]): void {
  const sorted = [...names].sort().slice(0, pairedMax);
  sorted.forEach((one, index) => {
    for (const other of sorted.slice(index + 1)) result.add(`${where} ${one} + ${other}`);
  });
}

/** Pairs grow with the square of the concepts; a long message names many. */
const pairedMax = 16;
