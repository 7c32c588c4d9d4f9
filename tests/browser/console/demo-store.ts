import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { consoleFolder } from '@acebuddy/gateway';
import { createLogger } from '@acebuddy/service-kit';
import { prepareConsole } from '@acebuddy/standalone/console-build';
import { eventually } from '@acebuddy/testkit';
import type { TestProject } from 'vitest/node';
import { findChromium } from '../chromium.ts';
import { demoUntil } from './console-time.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A folder that `pnpm demo` has filled; null without a browser, which nothing is filled for. */
    demoFolder: string | null;
  }
}

const demo = fileURLToPath(new URL('../../../services/standalone/src/demo.ts', import.meta.url));
const fillMsMax = 600_000;

/**
 * Runs once before all tests: builds the console's page when it is old, and fills a store, which each suite copies. Pictures
 * are taken of two months, so that there is something to compare with.
 */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  if (findChromium(process.env) === undefined) {
    project.provide('demoFolder', null);
    return async () => undefined;
  }
  const folder = await mkdtemp(join(tmpdir(), 'acebuddy-demo-'));
  await Promise.all([buildConsole(), fill(folder)]);
  project.provide('demoFolder', folder);
  return () => rm(folder, { recursive: true, force: true });
}

async function fill(folder: string): Promise<void> {
  const size = process.env.PICTURES ? ['--days', '57', '--chats', '480'] : ['--days', '10', '--chats', '50'];
  const given = [...size, '--seed', '3', '--until', demoUntil.toISOString()];
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, DATA_DIR: folder, PORT: '8000' };
  await promisify(execFile)(process.execPath, ['--max-semi-space-size=32', demo, ...given], {
    env,
    timeout: fillMsMax,
  });
}

async function buildConsole(): Promise<void> {
  const logger = createLogger({ name: 'console', level: 'warn' });
  const { build, notices } = await prepareConsole({ env: process.env, logger });
  await build?.run();
  // Somebody else may be building it.
  if (build === null && notices.length > 0)
    await eventually(() => existsSync(join(consoleFolder, 'index.html')), 180_000);
}
