const width = 30;

/** A bar that redraws itself on a terminal, and a line per tenth elsewhere. */
export function createProgress(out: {
  readonly isTTY?: boolean | undefined;
  write(text: string): unknown;
}): (label: string, done: number, total: number) => void {
  let shown = '';
  return (label, done, total) => {
    const share = total === 0 ? 1 : Math.min(1, done / total);
    if (out.isTTY === true) {
      const filled = Math.round(share * width);
      const bar = `${'█'.repeat(filled)}${'░'.repeat(width - filled)}`;
      out.write(`\r${bar} ${label} ${done}/${total}${share === 1 ? '\n' : ''}`);
      return;
    }
    const line = `${label} ${Math.floor(share * 10) * 10}%`;
    if (line !== shown) out.write(`${line} (${done}/${total})\n`);
    shown = line;
  };
}
