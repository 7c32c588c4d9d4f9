/** Starts another program as `npx` does, under the title that its argument gives: `node starting-program.ts TITLE PROGRAM`. */
import { spawn } from 'node:child_process';

const [, , title = '', program = ''] = process.argv;
process.title = title;
// Through a shell, as package managers do.
spawn('sh', ['-c', `"${process.execPath}" "${program}" 0; exit $?`], { stdio: ['ignore', 'inherit', 'inherit'] });
