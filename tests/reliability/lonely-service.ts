import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { takePorts } from '@acebuddy/service-kit';
import { type ServiceName, startServiceProcess } from '@acebuddy/standalone';
import { eventually } from '@acebuddy/testkit';

/** One service as a process of its own; of the others only those are there that `addresses` names. */
export async function startLonelyService(name: ServiceName, addresses: Readonly<Record<string, string>>) {
  const folder = await mkdtemp(join(tmpdir(), 'acebuddy-lonely-'));
  const [port = 0, nobody = 0] = await takePorts(0, 2);
  const url = `http://127.0.0.1:${port}`;
  const nowhere = `http://127.0.0.1:${nobody}`;
  const service = startServiceProcess({
    name,
    url,
    env: {
      ...process.env,
      LOG_LEVEL: 'silent',
      DATA_DIR: folder,
      INTERNAL_TOKEN: 'token-of-the-lonely-service-0123456789',
      ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 7).toString('base64')}`,
      SUPPORT_EMAIL: 'help@acme.example',
      HOST: '127.0.0.1',
      PORT: String(port),
      [`${name.toUpperCase()}_PORT`]: String(port),
      CONVERSATION_URL: nowhere,
      TICKETING_URL: nowhere,
      NOTIFICATIONS_URL: nowhere,
      ...addresses,
    },
    keepRunning: false,
  });
  const close = async () => {
    await service.kill();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    // Without the others it is never ready; that it lives is enough.
    await eventually(() => lives(url), 20_000);
  } catch (error) {
    await close();
    throw error;
  }
  return { url, [Symbol.asyncDispose]: close };
}

async function lives(url: string): Promise<boolean> {
  const response = await fetch(`${url}/health`).catch(() => null);
  await response?.body?.cancel();
  return response !== null;
}
