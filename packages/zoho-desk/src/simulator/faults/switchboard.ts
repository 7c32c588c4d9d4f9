import { type FaultKind, type FaultRule, faultRuleSchema, type ParsedFaultRule } from './rules.ts';

export interface ActiveRule {
  readonly id: string;
  readonly rule: ParsedFaultRule;
  /** Matching calls seen, and calls hit. */
  readonly seen: number;
  readonly hits: number;
}

export type Switchboard = ReturnType<typeof createSwitchboard>;

/** Decides which faults the next call suffers: by count, by rate or by script, per operation. */
export function createSwitchboard(random: () => number) {
  const rules = new Map<string, { id: string; rule: ParsedFaultRule; seen: number; hits: number }>();
  const injected = new Map<FaultKind, number>();
  let added = 0;

  function add(rule: FaultRule): string {
    added += 1;
    const id = `fault-${added}`;
    rules.set(id, { id, rule: faultRuleSchema.parse(rule), seen: 0, hits: 0 });
    return id;
  }

  function concerns({ operations, kind }: ParsedFaultRule, operation: string): boolean {
    return kind !== 'index_lag' && (operations?.includes(operation) ?? operation !== 'refreshToken');
  }

  function strikes({ skip, times, rate, script }: ParsedFaultRule, seen: number, hits: number): boolean {
    const turn = seen - skip;
    if (turn < 0 || (times !== undefined && hits >= times)) {
      return false;
    }
    if (script !== undefined) {
      return script[turn] === 'x';
    }
    return rate === undefined || random() < rate;
  }

  /** The faults for one call, in the order of their rules: any latencies, and at most one other. */
  function next(operation: string): readonly ParsedFaultRule[] {
    const faults: ParsedFaultRule[] = [];
    for (const entry of rules.values()) {
      if (!concerns(entry.rule, operation)) {
        continue;
      }
      const taken = faults.some((fault) => fault.kind !== 'latency') && entry.rule.kind !== 'latency';
      if (!taken && strikes(entry.rule, entry.seen, entry.hits)) {
        entry.hits += 1;
        injected.set(entry.rule.kind, (injected.get(entry.rule.kind) ?? 0) + 1);
        faults.push(entry.rule);
      }
      entry.seen += 1;
    }
    return faults;
  }

  return {
    add,
    remove: (id: string) => rules.delete(id),
    clear: () => rules.clear(),
    list: (): readonly ActiveRule[] => [...rules.values()].map((entry) => ({ ...entry })),
    next,
    isIndexStopped: () => [...rules.values()].some((entry) => entry.rule.kind === 'index_lag'),
    /** Faults injected so far, by kind. */
    injected: () => Object.fromEntries(injected),
    resetCounts: () => injected.clear(),
  };
}
