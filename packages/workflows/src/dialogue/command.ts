import type { Turn } from '../flow/turn.ts';
import type { Heard } from './heard.ts';

/**
 * What a command made of the message. `false`: it does not apply, the next one is tried. `said`: something was said, the open
 * question is put again. `moved`: the state is another, the run goes on from there. `done`: the reply has its end already.
 */
export type Outcome = false | 'said' | 'moved' | 'done';

/** One thing that a message may lead to. Changes nothing where it answers `false`. */
export type Command = (turn: Turn, heard: Heard) => Outcome;
