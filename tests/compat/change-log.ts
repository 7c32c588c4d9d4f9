const heading = '## Unreleased';

/** A commit's subject as `git log --format=%s` prints it; only what operators and callers notice is listed. */
const noticed: Readonly<Record<string, string>> = { feat: 'New', fix: 'Mended', perf: 'Faster' };

/**
 * Turns "Unreleased" into the release: what people wrote there stays first, and the subjects since the last release follow.
 *
 * @param date ISO date, without time
 * @throws when there is no section "Unreleased"
 */
export function releasedChangeLog(text: string, version: string, date: string, subjects: readonly string[]): string {
  const [before, after] = text.split(`${heading}\n`);
  if (before === undefined || after === undefined) throw new Error(`CHANGELOG.md has no section "${heading}"`);
  const next = after.search(/^## /m);
  const [notes, older] = next === -1 ? [after, ''] : [after.slice(0, next), after.slice(next)];
  const sections = Object.entries(noticed).flatMap(([type, title]) => {
    const lines = subjects.flatMap((subject) => {
      const found = new RegExp(`^${type}(?:\\((.+?)\\))?!?: (.+)$`).exec(subject);
      return found === null ? [] : [`- ${found[1] === undefined ? '' : `**${found[1]}** `}${found[2]}`];
    });
    return lines.length === 0 ? [] : [`### ${title}\n\n${lines.join('\n')}\n`];
  });
  const released = [`## ${version} (${date})\n`, `${notes.trim()}\n`, ...sections].join('\n');
  return `${before}${heading}\n\n${released}\n${older}`.trimEnd().concat('\n');
}
