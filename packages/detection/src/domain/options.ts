import type { EngineOptions } from '../engine/engine-options.ts';
import { genericOptions } from '../engine/engine-options.ts';

/** The engine's settings for customers' messages. */
export const domainOptions: EngineOptions = { ...genericOptions };

/** Turns margins into chances; fitted by cross-validation on the training lines. */
export const domainSharpness = 3;
