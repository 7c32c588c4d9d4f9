export type Stats = ReturnType<typeof createStats>;

/** What the simulator saw: the truth that chaos tests compare promises with. */
export function createStats() {
  const calls = new Map<string, { calls: number; statuses: Record<string, number> }>();

  return {
    /** `status` null: the caller got no answer. */
    count: (operation: string, status: number | null) => {
      const entry = calls.get(operation) ?? { calls: 0, statuses: {} };
      const key = status === null ? 'none' : String(status);
      entry.calls += 1;
      entry.statuses[key] = (entry.statuses[key] ?? 0) + 1;
      calls.set(operation, entry);
    },
    calls: () => structuredClone(Object.fromEntries(calls)),
    reset: () => calls.clear(),
  };
}
