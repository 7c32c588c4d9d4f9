/** Names whose values are credentials or may hold some. */
const secretName = /KEY|TOKEN|SECRET|PASSWORD|HEADERS|URI$|SMTP_URL/i;

export function isSecretName(name: string): boolean {
  return secretName.test(name);
}
