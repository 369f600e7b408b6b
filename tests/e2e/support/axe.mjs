// Automatic accessibility rules. They find about a third of what a person would find.

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

import { isAll } from './depth.mjs';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

let source;

/**
 * Runs axe on the visible page, and returns its violations as lines, one for each element. `rules` names single rules; the
 * default is all of WCAG 2.2 AA. The page's policy forbids an injected script, so the source comes through the debugger, to which
 * no policy applies. The log doesn't record what axe itself does to the page.
 */
export async function runAxe({ page, log }, { rules, include } = {}) {
  source ??= await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  const runOnly = rules ? { type: 'rule', values: rules } : { type: 'tag', values: TAGS };
  return log.without(async () => {
    if (!(await page.evaluate(() => 'axe' in window))) {
      await page.evaluate(`(() => { ${source}\n})()`);
    }
    const results = await page.evaluate(
      ([scope, options]) => window.axe.run(scope ?? document, options),
      [include, { runOnly, resultTypes: ['violations'] }],
    );
    return results.violations.flatMap((rule) =>
      rule.nodes.map((node) => `${rule.id} (${rule.impact}): ${node.target.flat().join(' ')}: ${rule.help}`),
    );
  });
}

/**
 * Runs axe in the light and in the dark theme. At the quick depth, only the contrast is checked in the dark theme: no other rule
 * depends on colors.
 */
export async function axeInBoth(visit, options = {}) {
  const { page } = visit;
  const light = await runAxe(visit, options);
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await runAxe(visit, isAll ? options : { ...options, rules: ['color-contrast'] });
  await page.emulateMedia({ colorScheme: 'light' });
  return { light, dark };
}
