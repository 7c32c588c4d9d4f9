import { createActReader } from '../acts/act-reader.ts';
import { actLanguages } from '../acts/reader.ts';
import { type Detector, type DetectorOptions, openTopics } from '../detector.ts';
import { type MessageReading, openLearned } from './learned-reading.ts';

/** What reads the messages of a running product: the shipped models, or learned ones in their places. */
export interface Readings extends MessageReading {
  readonly detector: Detector;
  /**
   * From now on messages are read with this learned model; null: with what is shipped.
   *
   * @throws UnfitModelError when it cannot be used here: what was in use stays
   */
  use(model: Uint8Array | null): void;
  /** @throws UnfitModelError when this learned model cannot be used here */
  check(model: Uint8Array): void;
}

/** Loads what is shipped, or trains it for these workflows. Synchronous: a start-up step. */
export function createReadings(options: DetectorOptions): Readings {
  const { workflows: _workflows, ...rest } = options;
  const topics = openTopics(options);
  const shipped = { readActs: createActReader(rest), languages: actLanguages() };
  const reading: MessageReading = { detect: topics.detector.detect, readActs: shipped.readActs };
  let current = reading;
  return {
    detector: { ...topics.detector, detect: (text) => current.detect(text) },
    detect: (text) => current.detect(text),
    readActs: (text, question, language) => current.readActs(text, question, language),
    use(model) {
      current = model === null ? reading : openLearned(model, topics, shipped);
    },
    check: (model) => void openLearned(model, topics, shipped),
  };
}
