import { pastedValues } from '../pasted-value.ts';

const gap = String.raw`[^\n|]{0,160}?\s`;

/** Commands whose options hold a password; each pattern is the way to the value, which follows. */
const commands: readonly string[] = [
  String.raw`\b(?:curl|wget|http|https|httpie|xh|aria2c|lftp|ncftp)\b${gap}(?:-u|--user|--proxy-user|-U|-a|--auth)[ =]?["']?[^\s:"',]{1,80}[:,]`,
  String.raw`\bnet\s+use\s+(?:[a-z*]:?\s+)?\\\\\S+\s+(?=(?:"[^"]+"|[^\s/*]\S*))`,
  String.raw`\bnet\s+user\s+(?!\/)\S+\s+(?=[^\s/*])`,
  String.raw`\b(?:mysql|mysqldump|mysqladmin|mysqlimport|mariadb|mariadb-dump|7z|7za|rar|unrar)\b${gap}-h?p(?=\S)`,
  String.raw`\b(?:sshpass|docker|podman|helm|az|cf|oc|rdesktop|psexec(?:64)?|paexec|mongo|mongosh|mongodump|mongorestore|pscp|isql|vncviewer|ipmitool|racadm|mosquitto_pub|mosquitto_sub|impacket-\w+|evil-winrm|crackmapexec|netexec|nxc|tsql|rabbitmqadmin|bee|skopeo|buildah|nerdctl)\b(?=[^\n]{0,200}\s-{1,2}(?:u|U|user|username)\b)${gap}-(?:p|P|pw)[ =]`,
  String.raw`\bsshpass\s+-p\s*`,
  String.raw`\b(?:plink|pscp|psftp|putty|kitty)\b${gap}-pw\s+`,
  String.raw`\b(?:sqlcmd|osql|bcp|dtexec|zip|unzip)\b${gap}-P\s*`,
  String.raw`\b(?:smbclient|smbmap|rpcclient|mount\.cifs|net rpc|winexe)\b${gap}-U\s*["']?[^\s%"']{1,80}%`,
  String.raw`\bredis-cli\b${gap}(?:-a|--pass)\s+`,
  String.raw`\bldap(?:search|modify|add|passwd|whoami|delete)\b${gap}-(?:w|s|a)\s*`,
  String.raw`\bsnmp(?:walk|get|set|bulkwalk|status)\b${gap}-(?:c|A|X)\s*`,
  String.raw`\bhtpasswd\s+-\w*b\w*\s+\S+\s+\S+\s+`,
  String.raw`\b(?:xfreerdp3?|wlfreerdp|rdesktop|mstsc|cmdkey|wmic|schtasks|sc|msiexec|vpncmd|rasdial|winrs|setspn|netdom)\b${gap}[/-](?:p|pass|password|rp|pwd|pd|passwordd)[:= ]`,
  String.raw`\brasdial\s+(?:"[^"]+"|\S+)\s+\S+\s+`,
  String.raw`\bs?ftp>\s{0,3}user\s+\S+\s+`,
  String.raw`\bConvertTo-SecureString\s+(?:-String\s+)?`,
  String.raw`\bpass(?:in|out|word)?\s+pass:`,
  String.raw`\bpass:`,
  String.raw`\bopenssl\s+(?:enc|\w+-\w+)\b${gap}-[kK]\s+`,
  String.raw`\becho\s+(?:-n\s+)?(?=(?:"[^"]+"|'[^']+'|\S+)\s*\|\s*(?:sudo\s+-\w*S|passwd|openssl|gpg|su\b|docker login|podman login|gh auth|cryptsetup))`,
  String.raw`\becho\s+["']?[\w.-]{1,40}:(?=\S+["']?\s*\|\s*(?:sudo\s+)?chpasswd)`,
  String.raw`\baws\s+configure\s+set\s+\w*(?:secret|token)\w*\s+`,
  String.raw`\bnmcli\b${gap}password\s+`,
  String.raw`\bnetsh\b${gap}key(?:Material)?=`,
  String.raw`\bvault\s+login\s+`,
  String.raw`\b(?:identified\s+(?:by|with\s+\w+\s+(?:by|as))|with\s+(?:encrypted\s+)?password|set\s+password(?:\s+for\s+\S+)?\s*=?|(?:encrypted|alter user \S+|alter role \S+|create user \S+)\s+password)\s+(?:password\s*\(\s*)?(?=["'])`,
];

/** Options with long names, whatever the command. */
const options = String.raw`(?<![^\s;(])(?:--|[/-])(?:[a-z]{2,16}[-_])?(?:pass|passw|passwd|password|passphrase|pwd|secret|secret-key|client-secret|token|api-?key|access-?key|auth-?token|psk|storepass|keypass|srcstorepass|deststorepass|community|authkey|auth-?pass|AdminPassword|AccountPassword|SafeModeAdministratorPassword|pat)(?:[=:]|\s+)(?!-)`;

/** What a text must have for a command with a secret to be in it. */
export const commandMark =
  /[\s(;][-/]{1,2}[a-z]|^[-/]|net\s+us|pass:|openssl|identified|password\s{1,9}['"(]|ConvertTo-|echo\s|configure|rasdial|ftp|vault\s/i;

/** Passwords in commands that somebody pasted. */
export const findInCommands = pastedValues([...commands, options], 'im');
