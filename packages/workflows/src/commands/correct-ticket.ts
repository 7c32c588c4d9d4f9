import type { Command } from '../dialogue/command.ts';
import { correctsTicket } from '../turn/late-correction.ts';

/** A correction after the ticket is there: noted on it. */
export const correctTicket: Command = (turn, heard) => (correctsTicket(turn, heard) ? 'done' : false);
