import { type Document, isNode, type LineCounter } from 'yaml';

/** Line of the nearest thing that exists on this path; missing keys point at what should hold them. */
export function lineIn(document: Document, lines: LineCounter, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}
