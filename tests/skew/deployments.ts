import type { ServiceName } from '@acebuddy/standalone';

export type Side = 'old' | 'new';

/** One replica of one service becomes the other release. */
export interface Deployment {
  readonly service: ServiceName;
  readonly replica: number;
  readonly to: Side;
}

/** Callees before callers: the order of docs/upgrading.md. */
const order: readonly ServiceName[] = ['ticketing', 'notifications', 'conversation', 'gateway'];

/**
 * The way through the states in which two releases may stand beside each other. It begins with everything old. Each
 * service alone becomes new and old again, while all others stay old; then all become new in the order of an upgrade; each
 * service alone becomes old and new again, while all others stay new; all are rolled back, and updated once more. In
 * between, of each service one replica is old and one new. It ends with everything new, so that what was parked is done.
 */
export function allDeployments(replicas: number): readonly Deployment[] {
  const thereAndBack = (first: Side, second: Side) =>
    order.flatMap((service) => [...become(service, first, replicas), ...become(service, second, replicas)]);
  return [
    ...thereAndBack('new', 'old'),
    ...everything('new', replicas),
    ...thereAndBack('old', 'new'),
    ...rollbackAndUpdate(replicas),
  ];
}

/** Update, rollback and update, without each service by itself. */
export function shortDeployments(replicas: number): readonly Deployment[] {
  return [...everything('new', replicas), ...rollbackAndUpdate(replicas)];
}

function rollbackAndUpdate(replicas: number): Deployment[] {
  return [...everything('old', replicas).toReversed(), ...everything('new', replicas)];
}

const everything = (to: Side, replicas: number) => order.flatMap((service) => become(service, to, replicas));

function become(service: ServiceName, to: Side, replicas: number): Deployment[] {
  return Array.from({ length: replicas }, (_, replica) => ({ service, replica, to }));
}
