import type { Manifest } from './manifest.ts';

/** What a finished backup is, and what is left to do. */
export function backupLines({ files, takenAt, withKeys, keyIds, store }: Manifest, target: string): string[] {
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const named = keyIds.map((id) => `"${id}"`).join(', ');
  return [
    `${target}: ${files.length} files, ${(bytes / 1024 / 1024).toFixed(1)} MB, as of ${takenAt}.`,
    withKeys
      ? `The encryption keys (${named}) are in it: whoever has this folder can read every chat. Keep it like a password.`
      : `The encryption keys (${named}) are NOT in it: keep ENCRYPTION_KEYS, or the file encryption-keys, elsewhere. Without them nobody can read this backup.`,
    ...(store === 'sqlite' ? [] : mongoLines(target)),
  ];
}

function mongoLines(target: string): string[] {
  return [
    "The databases are NOT in it. They are copied by MongoDB's own tools, all at one moment with the oplog of the replica set:",
    `  mongodump --uri="$MONGODB_URI" --oplog --gzip --archive=${target}/mongodb.archive.gz`,
    'Put them back into an empty replica set, with every service stopped, and mark them before the first one starts:',
    `  mongorestore --uri="$MONGODB_URI" --oplogReplay --gzip --archive=${target}/mongodb.archive.gz`,
    '  pnpm restore --mark',
  ];
}
