import { z } from 'zod';

/**
 * The same schema for what was written down, by this release or a neighbouring one that shares the store during an update
 * or after a rollback. At every depth unknown keys are kept, so that they survive being read and written here; bounds
 * (lengths, ranges, formats) do not count, since another release may draw them wider; values of closed lists and kinds
 * of unions that are not known are let through as they are. Types and the presence of keys are still checked.
 *
 * The type says what this release writes: code that switches over a list or a kind needs an answer for others.
 *
 * @throws TypeError for schemas whose input is not what they write (transforms, pipes).
 */
export function storedRecord<S extends z.ZodType>(schema: S): z.ZodType<z.output<S>, z.input<S>> {
  return asType<S>(loosened(schema, 'open'));
}

/**
 * The same for work that is to be done: lists and kinds stay closed. What this release cannot do as it is meant must not
 * be done in another way; it is parked for the release that can.
 */
export function storedWork<S extends z.ZodType>(schema: S): z.ZodType<z.output<S>, z.input<S>> {
  return asType<S>(loosened(schema, 'closed'));
}

type Lists = 'open' | 'closed';

/** Only bounds and lists differ, which types do not show. */
function asType<S extends z.ZodType>(schema: z.core.$ZodType): z.ZodType<z.output<S>, z.input<S>> {
  return schema as z.ZodType<z.output<S>, z.input<S>>;
}

function loosened(schema: z.core.$ZodType, lists: Lists): z.core.$ZodType {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  const inner = (part: z.core.$ZodType) => loosened(part, lists);
  switch (def.type) {
    case 'object':
      return z.looseObject(mapValues(def.shape, inner));
    case 'array':
      return z.array(inner(def.element));
    case 'record':
      return z.record(z.string(), inner(def.valueType));
    case 'nullable':
      return z.nullable(inner(def.innerType));
    case 'optional':
      return z.optional(inner(def.innerType));
    case 'default':
      return z._default(inner(def.innerType), () => def.defaultValue);
    case 'union':
      return loosenedUnion(def, lists);
    case 'string':
      return z.string();
    case 'number':
      return z.number();
    case 'enum':
      return lists === 'open' ? z.string() : schema;
    case 'literal':
    case 'boolean':
    case 'null':
    case 'unknown':
    case 'custom':
      return schema;
    default:
      throw new TypeError(`a schema of type "${def.type}" cannot be one of stored data`);
  }
}

function loosenedUnion(def: z.core.$ZodUnionDef & { readonly discriminator?: string }, lists: Lists): z.core.$ZodType {
  const options = def.options.map((option) => loosened(option, lists));
  const { discriminator } = def;
  if (discriminator === undefined) return z.union(options);
  if (lists === 'closed') return z.discriminatedUnion(discriminator, asKinds(options));
  const known = new Set(def.options.flatMap((option) => [...(option._zod.propValues?.[discriminator] ?? [])]));
  const unknownKind = z.looseObject({ [discriminator]: z.string().refine((kind) => !known.has(kind)) });
  return z.union([...options, unknownKind]);
}

/** Loosened kinds are objects that still name their kind, which types do not show. */
function asKinds(options: readonly z.core.$ZodType[]): [z.core.$ZodTypeDiscriminable] {
  return options as unknown as [z.core.$ZodTypeDiscriminable];
}

function mapValues<T>(shape: Readonly<Record<string, T>>, map: (value: T) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(shape).map(([key, value]) => [key, map(value)]));
}
