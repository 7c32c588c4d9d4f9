import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const docs = join(import.meta.dirname, '../../docs');

/** Pages whose boxes of plain text are sums, one a line: `2 + 3 × 4 = 14`, the result as exact as it is written. */
const pages = ['capacity.md', 'summary.md'];

const sums = pages.flatMap((page) =>
  [...readFileSync(join(docs, page), 'utf8').matchAll(/^```text\n([\s\S]*?)^```$/gm)].flatMap(([, box = '']) =>
    box
      .trim()
      .split('\n')
      .map((sum) => ({ page, sum })),
  ),
);

test('there are sums', () => {
  expect(sums.length).toBeGreaterThan(25);
});

test.each(sums)('$page: $sum', ({ sum }) => {
  expect(() => check(sum)).not.toThrow();
});

test.each(['2 + 2 = 5', '10 ÷ 3 = 3.4', '1,000 × 2 = 2,100', '2 × (3 + 4 = 14', '2 + = 2'])(
  '%s is found out',
  (sum) => {
    expect(() => check(sum)).toThrow();
  },
);

/** @throws Error where left and right differ by more than what the right side was rounded to, or a side cannot be read */
function check(sum: string): void {
  const [left = '', right = '', ...more] = sum.split(' = ');
  if (more.length > 0 || right === '') throw new Error(`no sum: ${sum}`);
  const written = value(right);
  // Counted up or down: what is left of a fraction is nobody's ticket.
  const digits = right.split('.')[1]?.length ?? 0;
  const step = digits === 0 ? 1 : 0.501 * 10 ** -digits;
  const worked = value(left);
  if (Math.abs(worked - written) >= step) throw new Error(`${left} is ${worked}, not ${right}`);
}

/** Numbers, + - × ÷ and brackets, with the usual precedence. */
function value(text: string): number {
  const tokens = text.match(/[\d,]*\d(\.\d+)?|[-+×÷()]/g) ?? [];
  if (tokens.join('') !== text.replaceAll(' ', '')) throw new Error(`cannot be read: ${text}`);
  let at = 0;
  const result = added();
  if (at < tokens.length) throw new Error(`too much: ${text}`);
  return result;

  function added(): number {
    let total = multiplied();
    while (tokens[at] === '+' || tokens[at] === '-') total += tokens[at++] === '+' ? multiplied() : -multiplied();
    return total;
  }
  function multiplied(): number {
    let total = single();
    while (tokens[at] === '×' || tokens[at] === '÷') total *= tokens[at++] === '×' ? single() : 1 / single();
    return total;
  }
  function single(): number {
    const token = tokens[at++];
    if (token === '-') return -single();
    if (token !== '(') {
      const number = Number(token?.replaceAll(',', ''));
      if (Number.isNaN(number)) throw new Error(`a number is missing: ${text}`);
      return number;
    }
    const inside = added();
    if (tokens[at++] !== ')') throw new Error(`a bracket is open: ${text}`);
    return inside;
  }
}
