import { once } from 'node:events';
import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { ServiceProcess } from '@acebuddy/standalone';
import { eventually } from '@acebuddy/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTopology, type Topology } from '../e2e/topology.ts';

const drainMs = 4_000;
let topology: Topology;
beforeAll(async () => {
  topology = await startTopology({ name: 'distributed', env: { DRAIN_DELAY_MS: String(drainMs) } });
}, 60_000);
afterAll(() => topology[Symbol.asyncDispose]());

interface Call {
  readonly path: string;
  readonly body: string;
}

const message = JSON.stringify({ chat_id: 'drain', visitor_id: 'drain', message: 'my printer shows offline' });

/** A call that each service answers with 200; what the gateway answers when the others are gone is polite, too. */
const callOf = (name: string): Call =>
  name === 'gateway'
    ? { path: '/webhook/salesiq', body: message }
    : { path: '/trpc/listAudit', body: JSON.stringify({ limit: 1 }) };

/** Sends all of a call but its last byte, so that it is in flight until `finish`. */
async function begin(url: string, { path, body }: Call) {
  const headers = {
    authorization: 'Bearer an internal token for tests only',
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  };
  const sent: ClientRequest = request(`${url}${path}`, { method: 'POST', headers, agent: false });
  // What is cut shows as a rejection of `finish`.
  const answered = once(sent, 'response') as Promise<IncomingMessage[]>;
  answered.catch(() => undefined);
  sent.write(body.slice(0, -1));
  await once(sent, 'socket').then(([socket]) => (socket.connecting ? once(socket, 'connect') : undefined));
  return {
    async finish() {
      sent.end(body.slice(-1));
      const [response] = await answered;
      response?.resume();
      return { status: response?.statusCode, connection: response?.headers.connection };
    },
  };
}

const whole = async (url: string, call: Call) => (await begin(url, call)).finish();

async function readiness(url: string) {
  const response = await fetch(`${url}/ready`);
  const { checks } = (await response.json()) as { checks: Record<string, { ok: boolean; error?: string }> };
  return { status: response.status, draining: checks.draining };
}

const isThere = (service: ServiceProcess) => {
  try {
    return process.kill(service.pid(), 0);
  } catch {
    return false;
  }
};

test.concurrent.each(['gateway', 'conversation', 'ticketing', 'notifications'])(
  '%s, told to stop, is not ready first, serves what still comes, cuts nothing, and ends',
  async (name) => {
    const service = topology.services.find((process) => process.name === name);
    if (service === undefined) throw new TypeError(`there is no ${name}`);
    const { url } = service;
    const call = callOf(name);
    expect(await whole(url, call)).toMatchObject({ status: 200 });
    expect((await readiness(url)).draining).toBeUndefined();

    const [early, long] = [await begin(url, call), await begin(url, call)];
    process.kill(service.pid(), 'SIGTERM');
    const toldAt = performance.now();
    await eventually(async () => (await readiness(url)).status === 503);
    expect(await readiness(url)).toEqual({
      status: 503,
      draining: { ok: false, error: 'This replica is stopping; others take over' },
    });
    // Over the connection's end the caller is led to another replica.
    expect(await whole(url, call)).toEqual({ status: 200, connection: 'close' });
    expect(await early.finish()).toMatchObject({ status: 200 });
    expect((await fetch(`${url}/health`)).status).toBe(200);
    expect(performance.now() - toldAt).toBeLessThan(drainMs);

    await wait(drainMs + 500 - (performance.now() - toldAt));
    expect(isThere(service)).toBe(true);
    await expect(fetch(`${url}/health`)).rejects.toThrow();
    expect(await long.finish()).toMatchObject({ status: 200 });
    await eventually(() => !isThere(service), 10_000);
  },
);
