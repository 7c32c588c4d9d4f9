import { writeFileSync } from 'node:fs';
import { readCommandLine } from '@acebuddy/service-kit/command-line';
import { generatedKeys, generatedKeysFile } from './replies/generated-keys.ts';

const usage = `pnpm workflows:replies: makes keys and parameters of packages/workflows/replies/en.yaml known to the compiler.
Run it after a text was added, removed, or given another parameter. Other changes of words need nothing.`;
readCommandLine({ usage });
writeFileSync(generatedKeysFile, generatedKeys());
