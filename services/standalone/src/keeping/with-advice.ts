import { keyAdvice } from '@acebuddy/storage';

/** What is wrong with the keys, store by store, and then once what to do. */
export function withAdvice(problems: readonly string[]): string[] {
  return problems.length === 0 ? [] : [...problems, keyAdvice];
}
