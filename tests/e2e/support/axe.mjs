// Accessibility rules by machine. They find about a third of what a person would, so no finding is only a beginning.

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

import { isAll } from './depth.mjs';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

let source;

/**
 * Runs axe on what a page shows and returns its violations as lines, one per element. `rules` names single rules; all of
 * WCAG 2.2 AA are usual.
 * The page's policy forbids a script that is put into it, so the source goes in through the debugger, which no
 * policy binds. What axe itself does to the page is kept out of the log.
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
 * Runs axe in the light theme and in the dark one. The quick depth asks the dark theme for its contrast alone: no other rule
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
