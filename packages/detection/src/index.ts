export { type ActReader, createActReader } from './acts/act-reader.ts';
export {
  type Act,
  actSchema,
  acts,
  type OpenQuestion,
  openQuestionSchema,
  type QuestionKind,
  questionKindSchema,
  questionKinds,
  type ReadAct,
  type Reading,
  type ReadValue,
  readingSchema,
  type ValueType,
  valueKinds,
  valueTypes,
  wishes,
} from './acts/acts.ts';
export type { ActReading } from './acts/read-acts.ts';
export { createReader, type Reader, type ReaderOptions, type ReadValues } from './acts/reader.ts';
export { type ChoiceLine, noOption, peopleQuestion } from './choices/choice-lines.ts';
export { choiceBars } from './choices/choice-options.ts';
export {
  type ChoiceReader,
  type ChoiceReaderOptions,
  type ChoiceReading,
  createChoiceReader,
} from './choices/choice-reader.ts';
export { createDetector, type DetectableWorkflow, type Detector, type DetectorOptions } from './detector.ts';
export { createFamiliarWords, type FamiliarWords } from './familiar-words.ts';
export { type MatterKind, matterKinds, urgentMatters } from './matter/matter-lines.ts';
export {
  createMatterReader,
  type Matter,
  type MatterReader,
  type MatterReaderOptions,
} from './matter/matter-reader.ts';
export { modelFiles } from './model-files.ts';
export type { Understanding } from './understanding.ts';
