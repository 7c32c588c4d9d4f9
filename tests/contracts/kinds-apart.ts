export type JsonSchema = { [key: string]: unknown };

export interface ApartSchemas {
  /** The schema with every open union replaced by "anything". */
  readonly schema: JsonSchema;
  /** Each kind of each open union, by the place of the union and the kind. */
  readonly kinds: ReadonlyMap<string, JsonSchema>;
}

/**
 * Takes the kinds of open unions out of a stored document or a feed's entry. An older release parks a kind that it does not
 * know, so a new kind is no break; compared as one schema it would be. Each kind is held by itself instead: it may not
 * disappear, nor change in a way that breaks.
 */
export function kindsApart(schema: JsonSchema): ApartSchemas {
  const kinds = new Map<string, JsonSchema>();
  const apart = (value: unknown, place: readonly string[]): unknown => {
    if (Array.isArray(value)) return value.map((each) => apart(each, place));
    if (!isSchema(value)) return value;
    const members = membersOf(value);
    const named = members.map((member) => ({ member, kind: kindOf(member) }));
    if (named.filter(({ kind }) => kind !== null).length > 1) {
      const rest = named.filter(({ kind }) => kind === null).map(({ member }) => apart(member, place));
      for (const { member, kind } of named)
        if (kind !== null) kinds.set([...place, kind].join('/'), { ...entriesApart(member, [...place, kind]) });
      return rest.length === 0 ? {} : { anyOf: [{}, ...rest] };
    }
    return entriesApart(value, place);
  };
  const entriesApart = (value: JsonSchema, place: readonly string[]): JsonSchema =>
    Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [
        key,
        key === 'properties' && isSchema(inner)
          ? Object.fromEntries(Object.entries(inner).map(([name, each]) => [name, apart(each, [...place, name])]))
          : apart(inner, place),
      ]),
    );
  const rest = apart(schema, []);
  return { schema: isSchema(rest) ? rest : {}, kinds };
}

export const isSchema = (value: unknown): value is JsonSchema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function membersOf(schema: JsonSchema): JsonSchema[] {
  const members = schema.oneOf ?? schema.anyOf;
  return Array.isArray(members) ? members.filter(isSchema) : [];
}

/** The one value that tells this member of a union from the others. */
function kindOf(member: JsonSchema): string | null {
  const properties = member.properties;
  if (!isSchema(properties)) return null;
  for (const [name, property] of Object.entries(properties))
    if (isSchema(property) && typeof property.const === 'string') return `${name}=${property.const}`;
  return null;
}
