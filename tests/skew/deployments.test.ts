import { describe, expect, test } from 'vitest';
import { allDeployments, type Deployment, type Side, shortDeployments } from './deployments.ts';

const services = ['gateway', 'conversation', 'ticketing', 'notifications'] as const;

/** The sides of all replicas before the first deployment and after each. */
function statesOf(deployments: readonly Deployment[]): string[][] {
  const sides = new Map<string, Side>(
    services.flatMap((service) => [0, 1].map((each) => [`${service} ${each}`, 'old'])),
  );
  const state = () => [...sides].map(([replica, side]) => `${replica} ${side}`);
  return [
    state(),
    ...deployments.map(({ service, replica, to }) => {
      expect(sides.get(`${service} ${replica}`)).not.toBe(to);
      sides.set(`${service} ${replica}`, to);
      return state();
    }),
  ];
}

const shows = (states: readonly string[][], wanted: (service: string, replica: number) => Side) =>
  states.some((state) =>
    services.every((service) => [0, 1].every((each) => state.includes(`${service} ${each} ${wanted(service, each)}`))),
  );

describe('the way through the releases', () => {
  const states = statesOf(allDeployments(2));

  test.each(services)('has %s alone new, and alone old, with one replica of each in between', (service) => {
    expect(shows(states, (each) => (each === service ? 'new' : 'old'))).toBe(true);
    expect(shows(states, (each) => (each === service ? 'old' : 'new'))).toBe(true);
    expect(shows(states, (each, replica) => (each === service && replica === 0 ? 'new' : 'old'))).toBe(true);
    expect(shows(states, (each, replica) => (each === service && replica === 0 ? 'old' : 'new'))).toBe(true);
  });

  test('ends with everything new, the short way too', () => {
    for (const way of [states, statesOf(shortDeployments(2))]) {
      expect(way.at(-1)?.every((replica) => replica.endsWith('new'))).toBe(true);
      expect(shows(way, () => 'old')).toBe(true);
      expect(way.slice(1, -1).some((state) => state.every((replica) => replica.endsWith('new')))).toBe(true);
    }
  });

  test('updates callees before callers, and rolls back in reverse', () => {
    const [first, ...rest] = shortDeployments(2);
    expect(first).toEqual({ service: 'ticketing', replica: 0, to: 'new' });
    expect(rest[6]).toMatchObject({ service: 'gateway', to: 'new' });
    expect(rest[7]).toMatchObject({ service: 'gateway', to: 'old' });
    expect(rest[14]).toMatchObject({ service: 'ticketing', to: 'old' });
  });
});
