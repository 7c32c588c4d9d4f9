import type { Command } from '../dialogue/command.ts';
import { logMatter } from '../turn/matter.ts';

/** What has a built-in workflow of its own: bills and contracts. */
export const logOther: Command = (turn, heard) => (logMatter(turn, heard) ? 'done' : false);

/** An emergency is logged at once, whatever is under way; first aid, then the ways to people. */
export const logUrgent: Command = (turn, heard) => (logMatter(turn, heard) ? 'done' : false);
