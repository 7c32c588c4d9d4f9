import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { composeReader, run } from './tools.ts';

const serviceSchema = z.looseObject({
  image: z.string(),
  user: z.string().optional(),
  read_only: z.boolean().optional(),
  cap_drop: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.string().nullable()).optional(),
  volumes: z.array(z.looseObject({ type: z.string(), source: z.string().optional(), target: z.string() })).optional(),
  ports: z.array(z.looseObject({ host_ip: z.string().optional() })).optional(),
});
const composeSchema = z.looseObject({ services: z.record(z.string(), serviceSchema) });

const ours = ['gateway', 'conversation', 'ticketing', 'notifications'];

const isGivenTheDesk = ({ volumes = [], environment = {} }: z.infer<typeof serviceSchema>) =>
  volumes.some(({ target }) => target === environment.ZOHO_DESK_CONFIG);

/**
 * What is wrong with `compose.yaml`: read as Docker Compose reads it, beside the `.env` of a new operator, against what its
 * services can be told.
 *
 * @param settings Names of every setting of every program
 */
export function checkCompose(checkout: string, work: string, settings: ReadonlySet<string>): string[] {
  for (const name of ['compose.yaml', 'deploy', 'Dockerfile'])
    cpSync(join(checkout, name), join(work, name), { recursive: true });
  writeFileSync(join(work, '.env'), 'API_KEYS=admin:only-for-this-check\n');
  const read = run(composeReader(), ['-format', 'json', 'compose.yaml'], { cwd: work });
  if (read.status !== 0) return [`Docker Compose would refuse it: ${read.text}`];
  const { services } = composeSchema.parse(JSON.parse(read.text));
  const problems = ours.flatMap((name) => {
    const service = services[name];
    if (service === undefined) return [`${name} is not there`];
    const unknown = Object.keys(service.environment ?? {}).filter(
      (each) => !settings.has(each) && !settings.has(each.replace(/_FILE$/, '')),
    );
    return [
      ...unknown.map((each) => `${name} is told ${each}, which no program reads`),
      ...(service.user === '10001:10001' ? [] : [`${name} is not run as the image's user`]),
      ...(service.read_only === true ? [] : [`${name} can write its root`]),
      ...(service.cap_drop?.includes('ALL') ? [] : [`${name} keeps capabilities`]),
      ...(isGivenTheDesk(service) ? [] : [`${name} does not get the operator's file on the desk`]),
      ...(service.ports === undefined ? [] : [`${name} is open to others without TLS`]),
    ];
  });
  const open = Object.entries(services).filter(
    ([name, { ports = [] }]) => name !== 'caddy' && ports.some(({ host_ip: host }) => host !== '127.0.0.1'),
  );
  problems.push(...open.map(([name]) => `${name} is open to others`));
  return problems;
}
