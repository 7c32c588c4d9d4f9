import { statSync } from 'node:fs';

const othersMayRead = 0o077;

/** One sentence, without the last dot, where other users of this machine may read a file with secrets; where none may, nothing. */
export function openToOthers(file: string): string[] {
  // Windows has no such bits: who may read is in lists that Node does not show.
  const isOpen = process.platform !== 'win32' && (statSync(file).mode & othersMayRead) !== 0;
  return isOpen ? [`${file} can be read by other users of this machine: chmod 600 ${file}`] : [];
}
