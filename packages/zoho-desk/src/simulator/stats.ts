export type Stats = ReturnType<typeof createStats>;

/** What the simulator saw: the truth that chaos tests compare promises with. */
export function createStats() {
  const calls = new Map<string, { calls: number; statuses: Record<string, number> }>();

  const entryOf = (operation: string) => {
    const entry = calls.get(operation) ?? { calls: 0, statuses: {} };
    calls.set(operation, entry);
    return entry;
  };

  return {
    /** A call came in. */
    begin: (operation: string) => {
      entryOf(operation).calls += 1;
    },
    /** A call got its answer; `status` null: it got none. */
    end: (operation: string, status: number | null) => {
      const { statuses } = entryOf(operation);
      const key = status === null ? 'none' : String(status);
      statuses[key] = (statuses[key] ?? 0) + 1;
    },
    calls: () => structuredClone(Object.fromEntries(calls)),
    reset: () => calls.clear(),
  };
}
