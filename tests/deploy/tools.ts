import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'acebuddy', 'deploy-tools');
const kubernetesValidate = '1.37.0';

export interface Ran {
  readonly status: number | null;
  readonly text: string;
}

/** A command to its end; `text` is all that it wrote. */
export function run(command: string, args: readonly string[], options: { cwd?: string; env?: object } = {}): Ran {
  const env = { ...process.env, ...options.env };
  const done = spawnSync(command, args, { ...options, env, encoding: 'utf8', timeout: 600_000, maxBuffer: 1 << 26 });
  return { status: done.status, text: `${done.stdout ?? ''}${done.stderr ?? ''}${done.error?.message ?? ''}` };
}

/** Built once into this user's cache. @throws with what Go said */
function goTool(program: string, module: string, version: string): string {
  const folder = join(cache, `${program}-${version}`);
  const name = module.split('/').at(-1) ?? '';
  if (!existsSync(join(folder, name))) {
    mkdirSync(folder, { recursive: true });
    const { status, text } = run('go', ['install', `${module}@${version}`], { env: { GOBIN: folder } });
    if (status !== 0) throw new Error(`${program} cannot be built with Go: ${text}`);
  }
  return join(folder, name);
}

export const helm = (): string => goTool('helm', 'helm.sh/helm/v3/cmd/helm', 'v3.19.5');

/** The reader of compose files that Docker Compose itself is built on. */
export const composeReader = (): string => goTool('compose-go', 'github.com/compose-spec/compose-go/v2/cmd', 'v2.9.1');

/** kubernetes-validate ships the OpenAPI schemas of Kubernetes' releases. @throws with what pip said */
export function validateManifests(file: string, release: string): Ran {
  const folder = join(cache, `kubernetes-validate-${kubernetesValidate}`);
  const program = join(folder, 'bin/kubernetes-validate');
  if (!existsSync(program)) {
    const wanted = `kubernetes-validate==${kubernetesValidate}`;
    const { status, text } = run('pip', ['install', '--quiet', '--target', folder, wanted]);
    if (status !== 0) throw new Error(`kubernetes-validate cannot be installed: ${text}`);
  }
  return run('python3', [program, '--strict', '-k', release, file], { env: { PYTHONPATH: folder } });
}
