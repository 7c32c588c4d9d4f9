import { isAppError } from '@acebuddy/contracts';
import { ConfigError } from './config.ts';
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

type Sentence = (error: SystemError, variables: ListenVariables) => string;

const at = ({ address, port }: SystemError) => `${String(address)}:${String(port)}`;
const noAddress: Sentence = ({ address, hostname }, { host }) =>
  `${host}: ${String(address ?? hostname)} is no address of this machine; 127.0.0.1 is this machine alone, 0.0.0.0 all of its addresses`;

/** What listening fails with, by the system's code. */
const listenSentences: Readonly<Record<string, Sentence>> = {
  EADDRINUSE: (error, { port }) =>
    `${at(error)} is in use: end the program that listens there, or give another port, for example ${port}=${Number(error.port) + 1}`,
  EACCES: (error, { port }) =>
    `${at(error)} may not be listened on by this user: give a port above 1023, for example ${port}=8000`,
  EADDRNOTAVAIL: noAddress,
  ENOTFOUND: noAddress,
  EAI_AGAIN: noAddress,
};

/** What an operator reads when a program does not start. */
export function describeStartFailure(error: unknown, variables: ListenVariables = gatewayVariables): StartFailure {
  if (error instanceof ConfigError) return { sentence: error.message, exitCode: exitCodes.config, isUnexpected: false };
  if (isAppError(error)) return { sentence: error.message, exitCode: exitCodes.unavailable, isUnexpected: false };
  if (isSystemError(error)) {
    const known = isOfListening(error) ? listenSentences[error.code] : undefined;
    const sentence = known?.(error, variables) ?? `Could not start: ${withPath(error)} (${error.code})`;
    return { sentence, exitCode: exitCodes.unavailable, isUnexpected: known === undefined };
  }
  const { type, reason } = serializeError(error);
  return { sentence: `Could not start: ${type}: ${reason}`, exitCode: exitCodes.failure, isUnexpected: true };
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
