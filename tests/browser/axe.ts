import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { z } from 'zod';

const found = z.array(z.object({ id: z.string(), nodes: z.array(z.object({ target: z.array(z.unknown()) })) }));

/** Faults that axe finds on the page as it stands, as `rule: where`. Frames are pages of their own: open them by themselves. */
export async function axeFaults(page: Page): Promise<readonly string[]> {
  // Through the debugger: the pages' own policies let nothing foreign in.
  if (!(await page.evaluate('typeof axe === "object"'))) await page.evaluate(axe.source);
  const violations: unknown = await page.evaluate(
    'axe.run(document, { iframes: false, resultTypes: ["violations"] }).then(({ violations }) => violations)',
  );
  return found.parse(violations).flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}
