const plain = /^[A-Za-z0-9_][A-Za-z0-9_.:-]*$/;

/**
 * A conversation's id as one segment of an address. Ids that hold anything else than plain characters (a slash, an address
 * of a person that a caller used as an id) are encoded, so that neither proxies nor eyes trip over them.
 */
export function toSegment(conversationId: string): string {
  if (plain.test(conversationId)) return conversationId;
  const bytes = new TextEncoder().encode(conversationId);
  const base64 = btoa(String.fromCharCode(...bytes));
  return `~${base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}`;
}

/** The id of a segment; one that only looks encoded is taken as it stands, as links from elsewhere write it. */
export function fromSegment(segment: string): string {
  if (!segment.startsWith('~')) return segment;
  try {
    const binary = atob(segment.slice(1).replaceAll('-', '+').replaceAll('_', '/'));
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(binary, (char) => char.charCodeAt(0)));
  } catch {
    return segment;
  }
}
