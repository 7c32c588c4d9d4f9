/** A text in lines of so many characters; what does not fit into the lines ends with an ellipsis. */
export function wrapped(text: string, charsMax: number, linesMax: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.trim().split(/\s+/)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (longer.length <= charsMax) line = longer;
    else {
      if (line !== '') lines.push(line);
      line = word.length <= charsMax ? word : `${word.slice(0, charsMax - 1)}…`;
    }
  }
  lines.push(line);
  if (lines.length <= linesMax) return lines;
  const last = lines[linesMax - 1] ?? '';
  return [...lines.slice(0, linesMax - 1), `${last.slice(0, charsMax - 1)}…`];
}
