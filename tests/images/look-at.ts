import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { takePorts } from '@acebuddy/service-kit';
import { eventually } from '@acebuddy/testkit';
import { type Built, programOf } from './images.ts';

/** What an image must not have, beside the service that it is of. */
const foreign = [
  /\.test\.ts$/,
  /^\.env/,
  /\.sqlite$/,
  /^(?:typescript|vite|vitest|biome|turbo|pnpm|npm)$/,
  /\.(?:pem|key)$/,
];
const secret = /(?:TOKEN|SECRET|PASSWORD|KEYS?|URI|SMTP_URL)=/;

/** What is wrong with an image, and with how it runs; empty is what we want. */
export async function lookAt(built: Built): Promise<string[]> {
  const { image, root } = built;
  const problems: string[] = [];
  if (!/^[1-9]\d*:[1-9]\d*$/.test(image.user)) problems.push(`its user "${image.user}" is no number, or root`);
  problems.push(...image.env.filter((pair) => secret.test(pair)).map((pair) => `sets ${pair.split('=', 1)[0]}`));
  problems.push(...foreignIn(join(root, 'app'), '').map((path) => `has ${path}`));
  for (const program of ['npm', 'npx', 'pnpm'])
    if (existsSync(join(root, 'usr/local/bin', program))) problems.push(`has the program ${program}`);
  problems.push(...(await runs(built)));
  return problems;
}

function foreignIn(folder: string, inside: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(inside, entry.name);
    // Packages of others keep what they publish; only that they are there at all is looked at.
    if (/node_modules\/.+\/node_modules\/.+\//.test(path)) return [];
    if (foreign.some((pattern) => pattern.test(entry.name)) && !entry.isSymbolicLink()) return [path];
    return entry.isDirectory() ? foreignIn(join(folder, entry.name), path) : [];
  });
}

/** Whether it starts as the user that it names, from a root that cannot be written, and whether its HEALTHCHECK tells life from death. */
async function runs(built: Built): Promise<string[]> {
  const problems: string[] = [];
  const dataDir = await mkdtemp(join(tmpdir(), 'acebuddy-look-'));
  const [port = 0, nobody = 0] = await takePorts(0, 2);
  const nowhere = `http://127.0.0.1:${nobody}`;
  const name = /([a-z]+):/.exec(built.name)?.[1] ?? '';
  const variable = name === 'gateway' || name === 'standalone' ? 'PORT' : `${name.toUpperCase()}_PORT`;
  const host = variable.replace('PORT', 'HOST');
  const env = {
    PATH: process.env.PATH,
    ...Object.fromEntries(built.image.env.map((pair) => pair.split(/=(.*)/s, 2))),
    ...settings(nowhere),
    DATA_DIR: dataDir,
    [host]: '127.0.0.1',
    [variable]: String(port),
    DRAIN_DELAY_MS: '0',
  };
  const start = (command?: readonly string[]) => {
    const [program = '', ...args] = programOf(built, command);
    return { program, args };
  };
  const { program, args } = start();
  const child = spawn(program, args, { env: { ...env, PATH: process.env.PATH }, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (said += text));
  const isHealthy = () => {
    const check = start(built.image.healthcheck);
    return spawnSync(check.program, check.args, { env: { ...env, PATH: process.env.PATH } }).status === 0;
  };
  try {
    if (isHealthy()) problems.push('its HEALTHCHECK passes before it runs');
    await eventually(
      () =>
        fetch(`http://127.0.0.1:${port}/health`).then(
          ({ ok }) => ok,
          () => false,
        ),
      60_000,
    );
    if (!isHealthy()) problems.push('its HEALTHCHECK fails while it runs');
    const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
    const uid = /^Uid:\s+(\d+)\s+(\d+)/m.exec(status)?.slice(1) ?? [];
    if (uid.some((each) => each !== built.image.user.split(':')[0])) problems.push(`runs as ${uid.join(', ')}`);
    if (!/^CapEff:\s+0+$/m.test(status)) problems.push('has capabilities');
    const mounts = readFileSync(`/proc/${child.pid}/mountinfo`, 'utf8').split('\n');
    const rootMount = mounts.filter((line) => line.split(' ')[4] === '/').at(-1);
    if (!rootMount?.split(' ')[5]?.split(',').includes('ro')) problems.push('its root can be written');
  } catch (error) {
    problems.push(`did not run: ${String(error)}: ${said.slice(-2_000)}`);
  } finally {
    const gone = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : null;
    child.kill('SIGTERM');
    await gone;
    if (child.exitCode !== 0) problems.push(`ended with ${child.exitCode ?? child.signalCode}: ${said.slice(-2_000)}`);
    await rm(dataDir, { recursive: true, force: true });
  }
  return problems;
}

/** What the services want before they listen. */
function settings(nowhere: string): Record<string, string> {
  return {
    ACEBUDDY_ENV_FILE: 'off',
    LOG_LEVEL: 'warn',
    INTERNAL_TOKEN: 'a-token-for-looking-at-images-only',
    ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 5).toString('base64')}`,
    ACEBUDDY_LOCAL_KEY: 'a-key-for-looking-at-images-only',
    SUPPORT_EMAIL: 'support@example.com',
    MAIL_FROM: 'AceBuddy <support@example.com>',
    PUBLIC_URL: 'http://127.0.0.1:8000',
    CONVERSATION_URL: nowhere,
    TICKETING_URL: nowhere,
    NOTIFICATIONS_URL: nowhere,
    ZOHO_DESK_API_KEY: 'none',
    ZOHO_DESK_ORG_ID: '1',
    ZOHO_DESK_DEPARTMENT_ID: '1',
    ZOHO_DESK_URL: nowhere,
    ZOHO_ACCOUNTS_URL: nowhere,
    SALESIQ_URL: nowhere,
    ZOHO_SIMULATED: '1',
  };
}
