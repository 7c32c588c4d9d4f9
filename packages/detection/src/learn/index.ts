export { type ComparedGroup, comparedGroupSchema, comparedSets, objections } from './comparison.ts';
export { isHeldOut } from './held-out.ts';
export { type Learned, type LearnProgress, type LearnRequest, learn } from './learn.ts';
export { type LearnLine, learnLineSchema, learnTargetSchema } from './learn-line.ts';
export { type MessageReading, openLearned, UnfitModelError } from './learned-reading.ts';
export { createLearner, type Learner } from './learner.ts';
export { createReadings, type Readings } from './readings.ts';
