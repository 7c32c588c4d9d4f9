import { pastedValues } from '../pasted-value.ts';
import type { Detector } from '../secret.ts';

/** Lines of configuration that name the value with a word in front of it, without a sign between. */
const directives: readonly string[] = [
  String.raw`^\s*(?:bindpw|bind_password|requirepass|masterauth|rootpw|olcRootPW:|ldap_default_authtok|default_password|auth_pass|wpa-psk|psk|passwd|smtp_password|proxy_password|http_password)\s+=?\s*`,
  String.raw`\bmachine\s+\S+\s+(?:login|user)\s+\S+\s+password\s+`,
  String.raw`\bauth-user-pass:?\s+\S+\s+(?=\S*\d)`,
  String.raw`\benable\s+(?:secret|password)\s+(?:level\s+\d+\s+)?(?:\d\s+)?(?=\S*[A-Z\d$])`,
  String.raw`\busername\s+\S+\s+(?:privilege\s+\d+\s+)?(?:role\s+\S+\s+)?(?:secret|password)\s+(?:\d\s+)?`,
  String.raw`\bsnmp-server\s+community\s+(?:\d\s+)?`,
  String.raw`\b(?:tacacs-server|radius-server|tacacs|radius)\b[^\n]{0,60}?\bkey\s+(?:\d\s+)?`,
  String.raw`\b(?:key-string|key|password|secret)\s+[5-9]\s+(?=[0-9A-F$]{6,})`,
  String.raw`\b(?:isakmp|ikev[12]|pre-shared-key|preshared-key)\s+(?:key\s+)?(?:address\s+\S+\s+)?(?:ascii-text\s+|local\s+|remote\s+|\d\s+)?(?:key\s+)?(?=\S*[\d$!@#])`,
  String.raw`(?<=\n)[ \t]+password\s+(?:\d\s+)?(?=\S+\s*$)`,
  String.raw`\bneighbor\s+\S+\s+password\s+(?:\d\s+)?`,
  String.raw`\bppp\s+(?:chap|pap)\s+(?:sent-username\s+\S+\s+)?password\s+(?:\d\s+)?`,
  String.raw`\bset\s+(?:password|passwd|psksecret|secret|key|pwd)\s+(?:ENC\s+)?`,
  String.raw`\bpassword\s+51:b:`,
  String.raw`\b(?:DefaultPassword|AltDefaultPassword|Password|SecretKey)\s+REG_\w{2,9}\s+`,
  String.raw`\bpassword\s+\d\s+(?=\S*[\d$])(?=\S{6})`,
  String.raw`\bjdbc:oracle:thin:[\w.]{1,40}\/`,
  String.raw`\bsqlplus\s+[\w.]{1,40}\/`,
];

/** `host:port:database:user:password`, as PostgreSQL's password file has it. */
const pgpass = /^(?:[\w.*-]{1,80}):(?:\d{2,5}|\*):(?:[\w.*-]{1,63}):(?:[\w.*-]{1,63}):(\S{1,200})$/dgm;

/** What a text must have for such a line to be in it. */
export const directiveMark =
  /secret|psk|\bkey|REG_|bindpw|bind_p|requirepass|masterauth|rootpw|authtok|auth_pass|_password|passwd|machine\s|auth-user|enable\s|community|isakmp|ikev|shared-key|username\s|neighbor\s|ppp\s|set\s(?:p|k|s|ENC)|password\s{1,9}\d|\n[ \t]{1,40}password|jdbc|sqlplus|:(?:\d{2,5}|\*):/i;

const findDirectives = pastedValues(directives, 'im');

/** Passwords in configuration of devices and servers that somebody pasted. */
export const findInDirectives: Detector = (text) => [
  ...findDirectives(text),
  ...[...text.matchAll(pgpass)].flatMap((match) => {
    const span = match.indices?.[1];
    return span === undefined ? [] : [{ kind: 'password' as const, start: span[0], end: span[1] }];
  }),
];
