import type { ConsoleOutputs } from '../api/types.ts';

type Verdict = ConsoleOutputs['system']['verifyAudit'];
type Chain = Verdict['chains'][number];

/** Portions of a trail in one; a service that did not answer once was not read to its end. */
function together(before: Chain | undefined, portion: Chain): Chain {
  if (before === undefined) return portion;
  return {
    chain: portion.chain,
    entries: before.entries + portion.entries,
    damaged: [...before.damaged, ...portion.damaged],
    unavailable: before.unavailable || portion.unavailable,
  };
}

/**
 * Has all trails read to their end, portion by portion.
 * @param onRead hears after each portion how many entries were read by then
 */
export async function verifyWhole(
  verify: (from: Verdict['next']) => Promise<Verdict>,
  onRead: (entries: number) => void,
): Promise<readonly Chain[]> {
  const chains = new Map<string, Chain>();
  let next: Verdict['next'] = null;
  do {
    const portion: Verdict = await verify(next);
    for (const each of portion.chains) chains.set(each.chain, together(chains.get(each.chain), each));
    onRead([...chains.values()].reduce((sum, { entries }) => sum + entries, 0));
    ({ next } = portion);
  } while (next !== null);
  return [...chains.values()];
}
