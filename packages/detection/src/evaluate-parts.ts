/** For commands that measure and check: what the product itself does without. */
export { parseActLines } from './acts/act-lines.ts';
export { evaluateActs } from './acts/evaluate-acts.ts';
export { actLanguages } from './acts/reader.ts';
export { renderActEvaluation } from './acts/render-acts.ts';
export { workflowsWith } from './workflows-with.ts';
