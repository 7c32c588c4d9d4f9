import { type ParseArgsConfig, parseArgs } from 'node:util';
import { describeStartFailure, renderStartFailure } from './start-failure.ts';

type Options = NonNullable<ParseArgsConfig['options']>;

export interface CommandLine<Given extends Options> {
  /** What `--help` prints: what the command does, then its arguments. */
  readonly usage: string;
  readonly options?: Given;
}

/** sysexits.h: EX_USAGE. */
const usageExitCode = 64;

/**
 * The arguments of a command. `--help` prints its usage and ends the process before anything is done; an argument that it
 * does not know ends it with 64 and says which. The `--` that pnpm hands on counts for nothing.
 */
export function readCommandLine<const Given extends Options>({ usage, options }: CommandLine<Given>) {
  const args = process.argv.slice(2).filter((argument) => argument !== '--');
  if (args.some((argument) => argument === '--help' || argument === '-h')) {
    process.stdout.write(`${usage.trim()}\n`);
    process.exit(0);
  }
  try {
    return parseArgs<{ args: string[]; options: Given; allowPositionals: true }>({
      args,
      options: options ?? ({} as Given),
      allowPositionals: true,
    });
  } catch (error) {
    const sentence = error instanceof Error ? error.message : String(error);
    const said = renderStartFailure({ sentence, fatal: 'COMMAND_LINE_UNKNOWN' });
    process.stderr.write(`${said}\n\n${usage.trim()}\n`);
    process.exit(usageExitCode);
  }
}

/** The exit code of a command: 0 when it did its work, 1 when not. Whatever goes wrong is said in a sentence, without a stack. */
export async function runCommand(
  command: () => Promise<boolean>,
  complain: (text: string) => void = (text) => void process.stderr.write(`${text}\n`),
): Promise<number> {
  try {
    return (await command()) ? 0 : 1;
  } catch (error) {
    const failure = describeStartFailure(error);
    complain(renderStartFailure(failure));
    return failure.exitCode;
  }
}
