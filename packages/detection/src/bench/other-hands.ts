/** Sets of acts by other hands, beside the checkout: to measure, never to learn from. */
export const otherHandsFolder = new URL('../../../../../shared/benchmarks/acts/', import.meta.url);
