/** The same, and nothing in it is changed: types of schemas whose data is only handed on. */
export type DeepReadonly<T> = T extends string | number | boolean | bigint | symbol | null | undefined
  ? T
  : { readonly [K in keyof T]: DeepReadonly<T[K]> };
