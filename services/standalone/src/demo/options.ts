import { ConfigError } from '@acebuddy/service-kit';
import { z } from 'zod';
import type { DemoOptions } from './fill.ts';

const chatsPerDay = 17;
const whole = (min: number, max: number) => z.coerce.number().int().min(min).max(max);
const optionsSchema = z.object({
  days: whole(1, 90).default(30),
  chats: whole(1, 5_000).optional(),
  seed: whole(0, 2 ** 32 - 1).default(1),
  until: z.iso.datetime({ offset: true }).optional(),
});

/**
 * The arguments of the command.
 * @throws ConfigError with all that is wrong with them.
 */
export function readDemoOptions(
  values: Readonly<Record<string, string | boolean | undefined>>,
  now: Date,
): Pick<DemoOptions, 'days' | 'chats' | 'seed' | 'until'> {
  const read = optionsSchema.safeParse(values);
  if (!read.success)
    throw new ConfigError(
      read.error.issues.map(({ path, message }) => `--${path.join('.')}: ${message}`),
      'COMMAND_REFUSED',
    );
  const { days, seed, chats = days * chatsPerDay, until } = read.data;
  const end = until === undefined ? now : new Date(until);
  if (end > now) throw new ConfigError(['--until: lies in the future'], 'COMMAND_REFUSED');
  return { days, seed, chats, until: end };
}
