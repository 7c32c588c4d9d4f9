import { type AppError, type FatalCode, isAppError } from '@acebuddy/contracts';
import { CommandError, ConfigError } from './config.ts';
import { serializeError } from './error-serializer.ts';

/** sysexits.h: EX_CONFIG, EX_UNAVAILABLE. */
export const exitCodes = { config: 78, unavailable: 69, failure: 1 } as const;

/** The variables that say where a program listens. */
export interface ListenVariables {
  readonly host: string;
  readonly port: string;
}

/** Of the program that customers and browsers reach. */
const gatewayVariables: ListenVariables = { host: 'HOST', port: 'PORT' };

export interface StartFailure {
  /** For people: what stands in the way and which variable mends it. No stack, no value of a secret. */
  readonly sentence: string;
  /** The section of docs/troubleshooting.md that says more. */
  readonly fatal: FatalCode;
  readonly exitCode: number;
  /** False where the sentence says all; true where only the stack tells what happened. */
  readonly isUnexpected: boolean;
}

interface SystemError extends Error {
  readonly code: string;
  readonly syscall: string;
  readonly address?: unknown;
  readonly port?: unknown;
  readonly hostname?: unknown;
  readonly path?: unknown;
}

interface Known {
  readonly fatal: FatalCode;
  readonly sentence: (error: SystemError, variables: ListenVariables) => string;
}

const at = ({ address, port }: SystemError) => `${String(address)}:${String(port)}`;
const noAddress: Known = {
  fatal: 'ADDRESS_UNKNOWN',
  sentence: ({ address, hostname }, { host }) =>
    `${host}: ${String(address ?? hostname)} is no address of this machine; 127.0.0.1 is this machine alone, 0.0.0.0 all of its addresses`,
};

/** What listening fails with, by the system's code. */
const listenFailures: Readonly<Record<string, Known>> = {
  EADDRINUSE: {
    fatal: 'PORT_IN_USE',
    sentence: (error, { port }) =>
      `${at(error)} is in use: end the program that listens there, or give another port, for example ${port}=${Number(error.port) + 1}`,
  },
  EACCES: {
    fatal: 'PORT_FORBIDDEN',
    sentence: (error, { port }) =>
      `${at(error)} may not be listened on by this user: give a port above 1023, for example ${port}=8000`,
  },
  EADDRNOTAVAIL: noAddress,
  ENOTFOUND: noAddress,
  EAI_AGAIN: noAddress,
};

/** What an operator reads when a program does not start. */
export function describeStartFailure(error: unknown, variables: ListenVariables = gatewayVariables): StartFailure {
  if (error instanceof ConfigError)
    return { sentence: error.message, fatal: error.fatal, exitCode: exitCodes.config, isUnexpected: false };
  if (error instanceof CommandError)
    return { sentence: error.message, fatal: error.fatal, exitCode: exitCodes.failure, isUnexpected: false };
  if (isAppError(error))
    return { sentence: error.message, fatal: fatalOf(error), exitCode: exitCodes.unavailable, isUnexpected: false };
  if (isSystemError(error)) {
    const known = isOfListening(error) ? listenFailures[error.code] : undefined;
    const sentence = known?.sentence(error, variables) ?? `Could not start: ${withPath(error)} (${error.code})`;
    const fatal = known?.fatal ?? 'FILE_UNUSABLE';
    return { sentence, fatal, exitCode: exitCodes.unavailable, isUnexpected: known === undefined };
  }
  const { type, reason } = serializeError(error);
  const sentence = `Could not start: ${type}: ${reason}`;
  return { sentence, fatal: 'UNEXPECTED', exitCode: exitCodes.failure, isUnexpected: true };
}

/** What is printed: the sentence, and where more on it is. */
export function renderStartFailure({ sentence, fatal }: Pick<StartFailure, 'sentence' | 'fatal'>): string {
  return `${sentence}\nMore on ${fatal}: ${pageOf(fatal)}`;
}

/** Path in the checkout, with the heading that it is about. */
export function pageOf(fatal: FatalCode): string {
  return `docs/troubleshooting.md#${fatal.toLowerCase()}`;
}

/** Failures that carry no section of their own, by what they are. */
function fatalOf({ fatal, code }: AppError): FatalCode {
  if (fatal !== undefined) return fatal;
  if (code === 'STORE_UNAVAILABLE') return 'STORE_UNREACHABLE';
  return code === 'SERVICE_UNAVAILABLE' ? 'SERVICE_NOT_STARTED' : 'UNEXPECTED';
}

function isSystemError(error: unknown): error is SystemError {
  return (
    error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string' &&
    'syscall' in error &&
    typeof error.syscall === 'string'
  );
}

function isOfListening({ syscall }: SystemError): boolean {
  return syscall === 'listen' || syscall === 'bind' || syscall === 'getaddrinfo';
}

function withPath({ path, syscall }: SystemError): string {
  return typeof path === 'string' ? `${path} cannot be used` : `${syscall} failed`;
}
