import type { Profiler } from 'node:inspector';

/** A part of the product: the source files whose time, and the time of all they call, is the part's. */
export interface Part {
  readonly name: string;
  readonly files: RegExp;
}

export interface Shares {
  /** Microseconds by part; `rest` is the product's other work. */
  readonly micros: ReadonlyMap<string, number>;
  readonly totalMicros: number;
}

/** Waiting is no work; of these frames nothing below is the product's either. */
const idle = new Set(['(idle)', '(root)']);

/**
 * Who the time of a CPU profile belongs to. The innermost part on the stack has it; what happens below `standIns` (the
 * simulated Desk, the mail catcher) is left out, since the real ones are no part of this process.
 */
export function sharesOf(profile: Profiler.Profile, parts: readonly Part[], standIns: RegExp): Shares {
  const owners = new Map<number, string | null>();
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  const own = (id: number, inherited: string | null): void => {
    const node = nodes.get(id);
    if (node === undefined) return;
    const { url, functionName } = node.callFrame;
    const part = parts.find(({ files }) => files.test(url))?.name;
    const isOutside = inherited === null || standIns.test(url) || (idle.has(functionName) && functionName !== '(root)');
    const owner = isOutside ? null : (part ?? inherited);
    owners.set(id, owner);
    for (const child of node.children ?? []) own(child, owner);
  };
  const [root] = profile.nodes;
  if (root !== undefined) own(root.id, 'rest');
  const micros = new Map<string, number>(parts.map(({ name }) => [name, 0]));
  let totalMicros = 0;
  for (const [index, id] of (profile.samples ?? []).entries()) {
    const owner = owners.get(id) ?? null;
    // A sample's delta is the time before it: it belongs to the sample before, which is close enough for thousands.
    const delta = profile.timeDeltas?.[index] ?? 0;
    if (owner === null || root?.id === id) continue;
    micros.set(owner, (micros.get(owner) ?? 0) + delta);
    totalMicros += delta;
  }
  return { micros, totalMicros };
}
