import { pastedValues } from '../pasted-value.ts';
import type { Detector } from '../secret.ts';

/** `name=value`, `"name": "value"`, `name: value`, where the name says that the value is secret. */
const word =
  'password|passwd|passphrase|passwort|pwd|pass|passw|secret|token|api_?key|access_?key|private_?key|preshared_?key|pre_?shared_?key|shared_?key|encryption_?key|secret_?key|account_?key|auth_?key|master_?key|license_?key|psk|bindpw|credential|authtok|storepass|keypass|hmac|salt|_auth|_authtoken|community';
const named = String.raw`(?:(?<=^|[\s;&?,{("'])|(?<=\s-D))(?:[\w.-]{1,60}[._-])?(?:[a-z][\w]{0,30})?(?:${word})(?:_?(?:base64|b64|hash|enc|file|value|1|2))?`;
const settings: readonly string[] = [
  // As in shells and properties: no space around the sign, or the name in capitals or with dots and underscores.
  `${named}=(?!=)`,
  String.raw`(?:(?<=^|[\s;&?,{("']))(?:[A-Za-z0-9]{1,30}[._-]){1,5}(?:${word})\s{0,2}[:=]\s{0,2}(?!=)`,
  String.raw`["'](?:[\w.-]{0,60})(?:${word}|auth)["']\s{0,3}(?:[:=,]|=>)\s{0,3}(?=["'])`,
  String.raw`\b(?:PrivateKey|PresharedKey|PreSharedKey|AccountKey|SharedAccessKey|SharedSecretKey)\s{0,3}[:=]\s{0,3}`,
  String.raw`(?:key|name)\s{0,2}=\s{0,2}["'][\w.:-]{0,60}(?:${word})[\w.-]{0,20}["'](?:\s{1,3}value\s{0,2}=\s{0,2}(?=["'])|[^<>\n]{0,40}>\s{0,3}<value>)`,
  String.raw`<(?:\w{1,20}:)?[\w.-]{0,40}(?:password|passwd|secret|token|apikey|passphrase)[\w.-]{0,12}>\s{0,3}(?:<value>\s{0,3})?(?=[^\s<])`,
  String.raw`\b(?:uid|user|user id|username|login|account)\s{0,2}=[^;\n]{1,80};\s{0,2}(?:pwd|password|pass)\s{0,2}=\s{0,2}`,
  String.raw`(?:^|\s)-\s?(?:name|key):\s{0,2}\S{0,40}(?:${word})\s{1,20}value:\s{0,2}`,
];

/** smtpPass: … */
const camelCase = [
  String.raw`(?:(?<=^|[\s;&?,{("']))(?:[a-z][\w]{0,30})(?:Password|Passwd|Passphrase|Pwd|Pass|Secret|Token|ApiKey|AccessKey|PrivateKey|SharedKey)\s{0,2}[:=]\s{0,2}(?!=)`,
];

export const settingMark =
  /(?:pass\w{0,6}|pwd|secret|token|key|auth\w{0,7}|psk|cred\w{0,10}|salt|hmac|bindpw|community)(?:_?\w{1,6})?["']?\s{0,3}(?:[:=>,]|\s{1,3}value)/i;

const [findPlain, findCamelCase] = [pastedValues(settings, 'im'), pastedValues(camelCase, 'm')];

/** Secrets in settings that somebody pasted: environments, properties, YAML, JSON, XML. */
export const findInSettings: Detector = (text) => [...findPlain(text), ...findCamelCase(text)];
