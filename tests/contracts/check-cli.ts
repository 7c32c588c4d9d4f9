import { readCommandLine } from '@acebuddy/service-kit/command-line';
import { judge, readAllowedBreaks } from './allowed-breaks.ts';
import { findBreaks } from './breaks.ts';
import { lastRelease } from './last-release.ts';
import { todaysContracts } from './today.ts';

/** `pnpm contracts:check`: what does not fit the last release, and who breaks. */
readCommandLine({
  usage: 'pnpm contracts:check: names what does not fit the last release, and who breaks. Changes nothing.',
});
const release = lastRelease();
const { refused, idle } = judge(await findBreaks(release, todaysContracts()), readAllowedBreaks());
for (const { at, says, breaks } of refused) console.log(`BREAKS ${at}\n  ${says}\n  ${breaks}\n`);
for (const { at, says } of idle)
  console.log(`IDLE   ${at}\n  ${says}\n  contracts/allowed-breaks.yaml allows what is no break\n`);
console.log(`${refused.length} breaks against release ${release.version}, ${idle.length} idle lines`);
process.exitCode = refused.length + idle.length > 0 ? 1 : 0;
