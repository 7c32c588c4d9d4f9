import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { ConfigError, type Environment } from './config.ts';
import { decodeText } from './decode-text.ts';
import { secretFileOf, secretSettings } from './secret-names.ts';

/** Longer than any secret there is, keys in PEM included. */
const secretBytesMax = 64 * 1024;

/**
 * The environment with every secret in its place that stands in a file (`SMTP_URL_FILE=/run/secrets/smtp_url`), as container
 * platforms hand them out. The line break that editors and `echo` leave at the end is no part of it. What named the file is
 * taken out: a program that hands its environment on hands on one of the two.
 * @throws ConfigError with every file that cannot be read, is empty or too large, and every secret that is given in both ways;
 *   by variable name, never by value.
 */
export function withSecretsFromFiles(env: Environment): Environment {
  const named = secretSettings.filter((name) => isSet(env[secretFileOf(name)]));
  if (named.length === 0) return env;
  const problems: string[] = [];
  const merged: Record<string, string | undefined> = { ...env };
  for (const name of named) {
    const variable = secretFileOf(name);
    const found = isSet(env[name])
      ? { problem: `${name} and ${variable} are both set: keep one of them` }
      : readSecret(variable, resolve(env[variable] ?? ''));
    if ('problem' in found) problems.push(found.problem);
    else merged[name] = found.secret;
    delete merged[variable];
  }
  if (problems.length > 0) throw new ConfigError(problems, 'SECRET_FILE_UNUSABLE');
  return merged;
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value.trim() !== '';
}

function readSecret(variable: string, file: string): { readonly secret: string } | { readonly problem: string } {
  try {
    const bytes = readFileSync(file);
    if (bytes.length > secretBytesMax) return { problem: `${variable}: ${file} has more than ${secretBytesMax} bytes` };
    const secret = decodeText(bytes).replace(/[\r\n]+$/, '');
    return secret.trim() === '' ? { problem: `${variable}: ${file} is empty` } : { secret };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    return { problem: `${variable}: ${file} ${code === 'ENOENT' ? 'is not there' : `cannot be read (${code})`}` };
  }
}
