import { z } from 'zod';

/**
 * A list that a release may add to: who reads takes any text, so that an older release passes on what a newer one wrote
 * down. The type names what this release writes; code that switches over it needs an answer for others. Described as
 * `x-extensible-enum`.
 */
export function extensibleEnum<const T extends readonly [string, ...string[]]>(values: T): z.ZodType<T[number]> {
  // Only the type is narrower than what is taken.
  return z.string().meta({ 'x-extensible-enum': values }) as unknown as z.ZodType<T[number]>;
}
