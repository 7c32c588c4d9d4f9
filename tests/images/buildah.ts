import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

const root = join(import.meta.dirname, '../..');
const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'acebuddy', 'images');
const minutes = 60_000;

/** What an image says of itself. Sizes are of all its files, bytes. */
export interface Image {
  readonly id: string;
  readonly size: number;
  readonly user: string;
  readonly workdir: string;
  readonly env: readonly string[];
  readonly command: readonly string[];
  readonly healthcheck: readonly string[];
}

const inspectedSchema = z.object({
  FromImageID: z.string(),
  Docker: z.object({
    config: z.object({
      User: z.string(),
      WorkingDir: z.string(),
      Env: z.array(z.string()),
      Cmd: z.array(z.string()),
      Healthcheck: z.object({ Test: z.array(z.string()) }).optional(),
    }),
  }),
});

/** @throws with what it wrote when it fails */
function run(command: string, args: readonly string[], timeout = 20 * minutes, cwd = root): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    timeout,
    maxBuffer: 256 * 1024 * 1024,
  });
  if (status === 0) return stdout.trim();
  throw new Error(`${command} ${args.join(' ')}: ${error?.message ?? `${stdout}\n${stderr}`.slice(-4_000)}`);
}

/** Layers are shared where the machine lets them be; `vfs` copies them and takes many times as long. */
function driverOf(folder: string): 'overlay' | 'vfs' {
  const work = mkdtempSync(join(folder, 'try-'));
  for (const each of ['lower', 'upper', 'work', 'merged']) mkdirSync(join(work, each));
  const options = `lowerdir=${work}/lower,upperdir=${work}/upper,workdir=${work}/work`;
  const { status } = spawnSync('mount', ['-t', 'overlay', 'overlay', '-o', options, `${work}/merged`]);
  if (status === 0) run('umount', [`${work}/merged`]);
  rmSync(work, { recursive: true, force: true });
  return status === 0 ? 'overlay' : 'vfs';
}

/**
 * The images of the Dockerfile on this machine, without a daemon. Docker's registry may be out of reach: both base images are
 * Debian, from Debian's packages, the one that builds with the Node of package.json from npm's registry.
 */
export function createBuildah() {
  for (const program of ['buildah', 'mmdebstrap', 'unshare', 'setpriv'])
    if (spawnSync(program, ['--version']).status !== 0)
      throw new Error(`${program} is not there: apt-get install -y buildah mmdebstrap util-linux`);
  mkdirSync(cache, { recursive: true });
  const driver = driverOf(cache);
  const stores = [
    '--storage-driver',
    driver,
    '--root',
    join(cache, driver),
    '--runroot',
    join(tmpdir(), 'acebuddy-buildah'),
  ];
  const buildah = (...args: string[]) => run('buildah', [...stores, ...args]);
  const isThere = (image: string) =>
    spawnSync('buildah', [...stores, 'inspect', '--type', 'image', image]).status === 0;
  const containers: string[] = [];
  const names = { debian: 'localhost/acebuddy-base/debian', node: 'localhost/acebuddy-base/node' };

  /** A minimal Debian 12 with what `node` is linked to. */
  function buildDebian(): void {
    const archive = join(cache, 'debian.tar');
    const without = ['/usr/share/doc/*', '/usr/share/man/*', '/usr/share/locale/*'];
    const leftOut = without.map((path) => `--dpkgopt=path-exclude=${path}`);
    if (!existsSync(archive))
      run('mmdebstrap', ['--variant=essential', '--include=libstdc++6', ...leftOut, 'bookworm', archive]);
    const container = buildah('from', 'scratch');
    buildah('add', '-q', container, archive, '/');
    buildah('commit', '-q', '--rm', container, names.debian);
  }

  /** Beside it Node, npm, and the certificates that this machine trusts, for the stages that install. */
  function buildNode(): void {
    const node = join(createRequire(join(root, 'package.json')).resolve('node/package.json'), '../bin/node');
    const npm = join(run('npm', ['root', '-g']), 'npm');
    const container = buildah('from', names.debian);
    buildah('copy', '-q', container, realpathSync(node), '/usr/local/bin/node');
    buildah('copy', '-q', container, npm, '/usr/local/lib/node_modules/npm');
    const certificates = '/etc/ssl/certs/ca-certificates.crt';
    buildah('copy', '-q', container, certificates, certificates);
    const links = ['npm', 'npx'].map(
      (name) => `ln -s ../lib/node_modules/npm/bin/${name}-cli.js /usr/local/bin/${name}`,
    );
    buildah('run', '--isolation', 'chroot', container, '--', 'sh', '-c', links.join(' && '));
    buildah('config', '--env', `NODE_EXTRA_CA_CERTS=${certificates}`, container);
    buildah('commit', '-q', '--rm', container, names.node);
  }

  return {
    driver,
    /** @param context A folder with the Dockerfile and what it copies. */
    build(context: string, target: string, tag: string): string {
      if (!isThere(names.debian)) buildDebian();
      if (!isThere(names.node)) buildNode();
      const image = nameOf(target, tag);
      const bases = [`NODE_IMAGE=${names.node}`, `BASE_IMAGE=${names.debian}`].flatMap((base) => ['--build-arg', base]);
      // HEALTHCHECK is part of Docker's format only.
      const flags = ['--isolation', 'chroot', '--format', 'docker', '--layers', '-q', ...bases];
      buildah('bud', ...flags, '--target', target, '-t', image, context);
      return image;
    },
    inspect(image: string): Image {
      const { FromImageID: id, Docker } = inspectedSchema.parse(
        JSON.parse(buildah('inspect', '--type', 'image', image)),
      );
      const { User: user, WorkingDir: workdir, Env: env, Cmd: command, Healthcheck } = Docker.config;
      const sizes = z.array(z.object({ id: z.string(), size: z.string().or(z.number()) }));
      const listed = sizes.parse(JSON.parse(buildah('images', '--json', image)));
      const healthcheck = Healthcheck?.Test.slice(1) ?? [];
      return { id, size: bytesOf(listed[0]?.size ?? 0), user, workdir, env, command, healthcheck };
    },
    /** The root file system of an image. */
    mount(image: string): string {
      const container = buildah('from', image);
      containers.push(container);
      return buildah('mount', container);
    },
    close(): void {
      for (const container of containers) buildah('rm', container);
    },
  };
}

export const nameOf = (target: string, tag: string): string => `localhost/acebuddy/${target}:${tag}`;

export type Buildah = ReturnType<typeof createBuildah>;

const units: Readonly<Record<string, number>> = { B: 1, KB: 1e3, MB: 1e6, GB: 1e9 };

/** `397 MB`, as buildah says it. */
function bytesOf(size: string | number): number {
  if (typeof size === 'number') return size;
  const [, count = '0', unit = 'B'] = /^([\d.]+)\s*([KMG]?B)$/.exec(size) ?? [];
  return Number(count) * (units[unit] ?? 1);
}

/** A checkout of a release before this one, with today's way to make an image of it. Its console is built with its own release only. */
export function withTodaysDockerfile(
  folder: string,
  dockerfile: string,
  write: (path: string, text: string) => void,
): string {
  cpSync(join(root, 'deploy/image'), join(folder, 'deploy/image'), { recursive: true });
  cpSync(join(root, '.dockerignore'), join(folder, '.dockerignore'));
  const isPage = existsSync(join(folder, 'packages/console/build/main.ts'));
  write(join(folder, 'Dockerfile'), isPage ? dockerfile : withoutConsole(dockerfile));
  return folder;
}

function withoutConsole(dockerfile: string): string {
  return dockerfile
    .replace(/\n# The page of the console[\s\S]*?(?=\n\nFROM)/, '')
    .replaceAll(/^COPY --from=console .*\n/gm, '');
}
