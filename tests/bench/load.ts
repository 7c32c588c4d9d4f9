import { Pool } from 'undici';

export interface LoadOptions {
  readonly url: string;
  readonly path: string;
  readonly connections: number;
  readonly durationMs: number;
  /** Body of the n-th request of this load. */
  readonly body: (n: number) => string;
}

export interface LoadResult {
  readonly perSecond: number;
  readonly failed: number;
}

/** Sends requests over a fixed number of connections, one at a time on each, for a fixed time. */
export async function load({ url, path, connections, durationMs, body }: LoadOptions): Promise<LoadResult> {
  const pool = new Pool(url, { connections, pipelining: 1 });
  const endsAt = performance.now() + durationMs;
  const startedAt = performance.now();
  let [done, failed, sent] = [0, 0, 0];
  const worker = async () => {
    while (performance.now() < endsAt) {
      sent += 1;
      const request = {
        path,
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: body(sent),
      } as const;
      const { statusCode, body: answer } = await pool.request(request);
      await answer.dump();
      done += 1;
      if (statusCode !== 200) failed += 1;
    }
  };
  await Promise.all(Array.from({ length: connections }, worker));
  const seconds = (performance.now() - startedAt) / 1_000;
  await pool.close();
  return { perSecond: done / seconds, failed };
}
