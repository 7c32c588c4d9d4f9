/**
 * The way of a run through its workflow, as a fact keeps it: its steps between spaces, each by its key (`ask:plan`,
 * `guide:1a2b`, `end:ticket`), then `*` and how often its question was put again, or `=` and what became of its guidance. No
 * answer and no word of anybody is in it.
 */
export interface PassedStep {
  readonly key: string;
  /** How often the question was put again, since its answer could not be used. */
  readonly again: number;
  /** `worked`, `failed`, `cannot`, `refused`, `before`; null: none, or it is no guidance. */
  readonly outcome: string | null;
}

export function packWay(steps: readonly PassedStep[]): string {
  return steps
    .map(({ key, again, outcome }) => `${key}${again > 0 ? `*${again}` : ''}${outcome === null ? '' : `=${outcome}`}`)
    .join(' ');
}

export function unpackWay(way: string): PassedStep[] {
  return way.split(' ').flatMap((text) => {
    const [, key = '', again = '0', outcome = null] = /^([^*=]+)(?:\*(\d+))?(?:=([a-z]+))?$/.exec(text) ?? [];
    return key === '' ? [] : [{ key, again: Number(again), outcome }];
  });
}
