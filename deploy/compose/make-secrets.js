// Run once at every `docker compose up`, before everything else: makes the secrets that only the containers among themselves
// need, where they are not there yet, each in a file that its reader alone can open. What was made stays in its volume.
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, readFileSync, writeFileSync } from 'node:fs';

/** Users of the images: ours, MongoDB's, Prometheus's. */
const [acebuddy, mongodb, prometheus] = [10_001, 999, 65_534];
const word = () => randomBytes(24).toString('base64url');

function keep(path, owner, make) {
  if (!existsSync(path)) {
    writeFileSync(path, make(), { mode: 0o400 });
    chownSync(path, owner, owner);
  }
  return readFileSync(path, 'utf8');
}

/** Follows the settings: written anew at every start. */
function put(path, owner, text) {
  writeFileSync(path, text, { mode: 0o400 });
  chownSync(path, owner, owner);
}

const { API_KEYS: apiKeys, ENCRYPTION_KEYS: encryptionKeys, INTERNAL_TOKEN: internalToken } = process.env;
if (!apiKeys) {
  process.stderr.write(
    'API_KEYS is not set in .env: `pnpm run setup` writes it, or set role:key pairs, for example admin:<32 characters>\n',
  );
  process.exit(78);
}
keep('/secrets/mongodb/keyfile', mongodb, () => randomBytes(512).toString('base64'));
keep('/secrets/mongodb/root-password', mongodb, word);
const password = keep('/secrets/mongodb/acebuddy-password', mongodb, word);
put(
  '/secrets/acebuddy/mongodb-uri',
  acebuddy,
  `mongodb://acebuddy:${password}@mongodb:27017/acebuddy?replicaSet=rs0&authSource=admin`,
);
const token = keep('/secrets/acebuddy/made-internal-token', acebuddy, word);
put('/secrets/acebuddy/internal-token', acebuddy, internalToken || token);
const keys =
  encryptionKeys ||
  keep('/secrets/acebuddy/made-encryption-keys', acebuddy, () => `k1:${randomBytes(32).toString('base64')}`);
put('/secrets/acebuddy/encryption-keys', acebuddy, keys);
const reader = keep('/secrets/prometheus/reader-key', prometheus, word);
put('/secrets/acebuddy/api-keys', acebuddy, `${apiKeys},reader:${reader}`);
