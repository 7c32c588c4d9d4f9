import { isSecretName } from './secret-names.ts';

/** A setting as an operator may see it. */
export interface ShownSetting {
  /** The variable. */
  readonly name: string;
  /** What is effective; of a secret only `set`. Null: it is not set and has no default. */
  readonly value: string | null;
  readonly secret: boolean;
}

/**
 * What is effective, by variable name, in the order of the names: secrets only as set or not, addresses without what may be a
 * credential in them.
 * @param names Every variable that can be set, those that are not as well.
 */
export function shownSettings(config: object, names: readonly string[]): ShownSetting[] {
  return [...names].sort().map((name) => {
    const value = toText(Reflect.get(config, name));
    const secret = isSecretName(name);
    return { name, secret, value: value === null || !secret ? withoutCredentials(value) : 'set' };
  });
}

function toText(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  if (Array.isArray(value)) return value.length === 0 ? null : value.map((item) => toText(item) ?? '').join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** User, password and query of an address. */
function withoutCredentials(value: string | null): string | null {
  if (value === null || !/^[a-z][a-z0-9+.-]*:\/\//i.test(value)) return value;
  if (!URL.canParse(value)) return 'set';
  const { protocol, host, pathname, search } = new URL(value);
  return `${protocol}//${host}${pathname === '/' ? '' : pathname}${search === '' ? '' : '?…'}`;
}
