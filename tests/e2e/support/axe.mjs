// Accessibility rules by machine. They find about a third of what a person would, so no finding is only a beginning.

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

let source;

/**
 * Runs axe on what a page shows and returns its violations as lines, one per element.
 * The page's policy forbids a script that is put into it, so the source goes in through the debugger, which no
 * policy binds. What axe itself does to the page is kept out of the log.
 */
export async function runAxe({ page, log }, { tags = TAGS, include } = {}) {
  source ??= await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  return log.without(async () => {
    await page.evaluate(`(() => { ${source}\n})()`);
    const results = await page.evaluate(
      ([scope, options]) => window.axe.run(scope ?? document, options),
      [include, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] }],
    );
    return results.violations.flatMap((rule) =>
      rule.nodes.map((node) => `${rule.id} (${rule.impact}): ${node.target.flat().join(' ')}: ${rule.help}`),
    );
  });
}
