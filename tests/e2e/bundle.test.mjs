// The scripts of the site as the build bundles them.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { refuseCycles } from '../../xtask/npm/bundle.mjs';
import { filePath, siteUrl } from './support/pages.mjs';

const textOf = async (path) => (await fetch(new URL(path, siteUrl()))).text();

test('scripts that import each other are an error that names them', () => {
  const imports = { a: ['b', 'c'], b: ['c'], c: [] };
  refuseCycles(new Map(Object.entries(imports)));
  const cycle = new Map(Object.entries({ ...imports, c: ['a'] }));
  assert.throws(() => refuseCycles(cycle), /import each other: a → b → c → a/);
});

test('scripts that are no modules add no global names', async () => {
  for (const path of [await filePath('boot.js'), await filePath('embed.js'), await filePath('old.js'), 'sw.js', 'sw-off.js']) {
    assert.match(await textOf(path), /^(?:"use strict";)?\((?:\(\) => |function\(\))\{/, path);
  }
});

test('the service worker changes with the pages', async () => {
  assert.match(await textOf('sw.js'), /pages [0-9a-f]{10} /);
});
