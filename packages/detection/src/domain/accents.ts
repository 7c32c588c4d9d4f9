/** "contraseña" → "contrasena": letters without their accents, one for one, so that places in the text stay. Linear. */
export function dropAccents(text: string): string {
  let out = '';
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 0xc0 || code > 0x24f) continue;
    const plain = text.charAt(at).normalize('NFD').charAt(0);
    out += text.slice(from, at) + plain;
    from = at + 1;
  }
  return from === 0 ? text : out + text.slice(from);
}
