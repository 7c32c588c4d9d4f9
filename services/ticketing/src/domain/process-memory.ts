/** Refusals of portal-wide fields are remembered this long, so that not every ticket pays for one with a call. */
const rememberMs = 10 * 60_000;
/** A problem that has not come up for this long is taken as mended. */
const problemMs = 60 * 60_000;
const unsentMax = 10_000;
const portalWide = /^\/(?:cf\/|channel$|language$|classification$|category$)/u;

export interface PortalProblem {
  readonly what: string;
  readonly mend: string;
}

/** What this process knows and need not keep: a restart costs a call or some waiting, never correctness. */
export interface ProcessMemory {
  /** JSON pointers that need not be tried now. */
  refused(now: number): readonly string[];
  rememberRefused(pointers: readonly string[], now: number): void;
  rememberProblem(problem: PortalProblem, now: number): void;
  problems(now: number): readonly PortalProblem[];
  /** Everything is held back until then (daily credits used up), epoch milliseconds. */
  pausedUntil(): number;
  pause(until: number): void;
  /** This step was to be sent at that instant, but the store failed first: nothing went out. */
  rememberUnsent(stepId: string, sentAt: number): void;
  wasUnsent(stepId: string, sentAt: number | null): boolean;
}

export function createProcessMemory(): ProcessMemory {
  const unsent = new Map<string, number>();
  const refused = new Map<string, number>();
  const problems = new Map<string, { readonly problem: PortalProblem; readonly at: number }>();
  let pausedUntil = 0;
  return {
    refused: (now) => [...refused].filter(([, until]) => until > now).map(([pointer]) => pointer),
    rememberRefused: (pointers, now) => {
      for (const pointer of pointers) if (portalWide.test(pointer)) refused.set(pointer, now + rememberMs);
    },
    rememberProblem: (problem, now) => {
      problems.set(problem.what, { problem, at: now });
    },
    problems: (now) => [
      ...[...problems.values()].filter(({ at }) => at > now - problemMs).map(({ problem }) => problem),
      ...[...refused]
        .filter(([, until]) => until > now)
        .map(([pointer]) => ({
          what: `Desk refuses the field ${pointer.slice(1)} of new tickets; they are created without it`,
          mend: 'Create the field in Desk (Setup, Layouts and Fields), or correct its name or value in ZOHO_DESK_CONFIG',
        })),
    ],
    pausedUntil: () => pausedUntil,
    pause: (until) => {
      pausedUntil = Math.max(pausedUntil, until);
    },
    rememberUnsent: (stepId, sentAt) => {
      if (unsent.size >= unsentMax) unsent.clear();
      unsent.set(stepId, sentAt);
    },
    wasUnsent: (stepId, sentAt) => sentAt !== null && unsent.get(stepId) === sentAt,
  };
}
