import { join } from 'node:path';
import type { ServiceName } from '@acebuddy/standalone';
import { type Buildah, type Image, nameOf } from './buildah.ts';

export const services = ['gateway', 'conversation', 'ticketing', 'notifications'] as const;

/** A built image whose root file system is mounted. */
export interface Built {
  readonly name: string;
  readonly image: Image;
  readonly root: string;
}

/**
 * The images of these targets, by service.
 *
 * @param context The checkout that they are built from; null: they are there under that tag already.
 */
export function buildAll<Target extends ServiceName>(
  buildah: Buildah,
  targets: readonly Target[],
  context: string | null,
  tag: string,
  say: (line: string) => void,
): ReadonlyMap<ServiceName, Built> {
  return new Map(
    targets.map((target) => {
      const name = context === null ? nameOf(target, tag) : buildah.build(context, target, tag);
      const image = buildah.inspect(name);
      say(`${name}: ${Math.round(image.size / 1e6)} MB`);
      return [target, { name, image, root: buildah.mount(name) }] as const;
    }),
  );
}

/** The command line that runs an image's own command, or another one, as the image is meant to be run. */
export function programOf(
  { image, root }: Built,
  command: readonly string[] = image.command,
): readonly [string, ...string[]] {
  const script = join(import.meta.dirname, 'start-image.sh');
  const run = ['sh', script, root, image.user, image.workdir, ...command];
  return ['unshare', '--mount', '--propagation', 'private', '--', ...run];
}

/** The image's own settings, where the one who starts it sets none. */
export function settingsOf(built: Iterable<Built>): Record<string, string> {
  const pairs = [...built].flatMap(({ image }) => image.env.map((pair) => pair.split(/=(.*)/s, 2)));
  const own = pairs.filter(([name = '']) => !/^(?:PATH|DATA_DIR|.*HOST|.*PORT)$/.test(name));
  return Object.fromEntries(own.map(([name = '', value = '']) => [name, value]));
}
