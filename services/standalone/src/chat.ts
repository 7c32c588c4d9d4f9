import { parseArgs } from 'node:util';
import { replay } from './chat/replay.ts';
import { talk } from './chat/talk.ts';

const { values } = parseArgs({ options: { script: { type: 'string' } } });

if (values.script === undefined) await talk({ input: process.stdin, output: process.stdout });
else process.exitCode = replay(values.script, (line) => process.stdout.write(`${line}\n`)) ? 0 : 1;
