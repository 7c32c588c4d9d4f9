import { createServer } from 'node:net';
import { type Check, fine, problem } from '@acebuddy/checks';
import { z } from 'zod';

const healthSchema = z.object({ status: z.literal('ok') });

/** Whether the product could listen where it is to listen, or does so already. */
export function portCheck({ HOST: host, PORT: port }: { readonly HOST: string; readonly PORT: number }): Check {
  return {
    id: 'ports',
    look: async () => {
      const at = `${host}:${port}`;
      if (port === 0) return fine('Any free one');
      const refused = await tryToListen(host, port);
      if (refused === null) return fine(`${at} is free`);
      if (refused === 'EADDRINUSE' && (await isOurs(port))) return fine(`AceBuddy runs at ${at}`);
      const mends: Readonly<Record<string, string>> = {
        EADDRINUSE: `End the program that listens there (ss -ltnp shows it), or set PORT, for example to ${port + 1}`,
        EACCES: 'Ports below 1024 are for privileged users: set PORT=8000 and put a proxy in front',
      };
      return problem(
        `${at} cannot be listened on (${refused})`,
        mends[refused] ?? 'Set HOST to an address of this machine',
      );
    },
  };
}

function tryToListen(host: string, port: number): Promise<string | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) => resolve('code' in error ? String(error.code) : 'unknown'));
    server.listen(port, host, () => server.close(() => resolve(null)));
  });
}

async function isOurs(port: number): Promise<boolean> {
  const answer = await fetch(`http://127.0.0.1:${port}/health`, { signal: AbortSignal.timeout(2_000) }).catch(
    () => null,
  );
  return healthSchema.safeParse(await answer?.json().catch(() => null)).success;
}
