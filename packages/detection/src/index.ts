export { createDetector, type DetectableWorkflow, type Detector, type DetectorOptions } from './detector.ts';
export type { Understanding } from './understanding.ts';
