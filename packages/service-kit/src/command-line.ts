import { type ParseArgsConfig, parseArgs } from 'node:util';

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
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${usage.trim()}\n`);
    process.exit(usageExitCode);
  }
}
