/** What stands behind the `?` of an address: anybody may have written it. */
export type Search = Readonly<Record<string, unknown>>;

export function oneOf<const T extends readonly string[]>(value: unknown, list: T): T[number] | undefined {
  return list.find((each) => each === value);
}

/** A short code, such as a workflow's id or a language; anything else is left out. */
export function codeText(value: unknown, charsMax: number): string | undefined {
  return typeof value === 'string' && /^[\w.:-]+$/.test(value) && value.length <= charsMax ? value : undefined;
}

/** Leaves out what is not set: such keys do not stand in the address. */
export function withoutUnset<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
