// The changes of the bindings that wasm-bindgen generates, without a browser.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { adapt, asFactory, throughNodes, withFreshViews, withoutImport, withShortDescriptions } from '../../xtask/npm/glue.mjs';

const END = 'function __wbg_finalize_init(instance) {\n}\nexport { initSync };\n';
const SCRIPT = `export class Work {\n}\nexport function mount(root) {\n}\nfunction __wbg_get_imports() {\n}\nlet wasm;\n${END}`;

test('a script becomes a function that returns its exports', () => {
  const made = asFactory(SCRIPT);
  assert.ok(made.startsWith('export const make = (nodes) => {\nclass Work {\n}\nfunction mount(root) {'), made);
  assert.ok(made.includes('return { Work, mount };'), made);
  assert.ok(!made.includes('initSync') && !made.includes('__wbindgen_start'), made);
  assert.throws(() => asFactory('let wasm;'), /__wbg_finalize_init isn't there once/);
  assert.throws(() => asFactory(`import * as a from './a.js'\n${SCRIPT}`), /has imports/);
});

test('two instances of a program have their own memory', async () => {
  const script = `let wasm;\nfunction __wbg_get_imports() {\n}\nexport function memory() {\nreturn wasm.memory;\n}\n${END}`;
  const { make } = await import(`data:text/javascript,${encodeURIComponent(adapt(script, false))}`);
  const [one, two] = ['one', 'two'].map((memory) => make({}).begin({ exports: { memory } }));
  assert.deepEqual([one.memory(), two.memory()], ['one', 'two']);
});

test('a table of objects is initialized if there is one', () => {
  const made = asFactory('function __wbg_finalize_init(instance) {\n    wasm.__wbindgen_start();\n}\n');
  assert.ok(made.includes('wasm = instance.exports;\nwasm.__wbindgen_start();\n'), made);
});

test('a program changes the page through nodes', () => {
  const script = `    const ret = arg0.insertBefore(arg1, arg2);
    const ret = getObject(arg0).removeChild(getObject(arg1));
    arg0.nodeValue = arg1 === 0 ? undefined : get(arg1, arg2);
    const ret = arg0.lastChild;
`;
  assert.equal(
    throughNodes(script),
    `    const ret = nodes.put(arg0, arg1, arg2);
    const ret = nodes.take(getObject(arg0), getObject(arg1));
    nodes.write(arg0, arg1 === 0 ? undefined : get(arg1, arg2));
    const ret = arg0.lastChild;
`,
  );
  assert.equal(throughNodes('const ret = arg0.lastChild;\n'), 'const ret = arg0.lastChild;\n');
  assert.throws(() => throughNodes('const ret = arg0.removeChild(arg1);\n'), /found 0,1,0 times/);
});

test('values are described briefly, and the rest of the script stays', () => {
  const script = 'a(debugString(b));\nfunction debugString(val) {\n    if (val) {\n    }\n}\nlet next = null;\nfunction last() {\n}\n';
  const made = withShortDescriptions(script);
  assert.ok(made.includes('return String(val);') && !made.includes('if (val)'), made);
  assert.ok(made.endsWith('}\nlet next = null;\nfunction last() {\n}\n'), made);
  assert.equal(withShortDescriptions('a();\n'), 'a();\n');
  assert.throws(() => withShortDescriptions('a(debugString(b));\n'), /found 0 times/);
});

test('a replaced import is removed', () => {
  const script = 'import * as import1 from "__wbindgen_externref_xform__"\nreturn {\n"./a_bg.js": import0,\n"__wbindgen_externref_xform__": import1,\n};\n';
  assert.equal(withoutImport(script), 'return {\n"./a_bg.js": import0,\n};\n');
});

test('a view of memory is renewed if the buffer has changed', () => {
  const script = `let cachedUint8ArrayMemory0 = null;
function get() {
    if (cachedUint8ArrayMemory0 === null || cachedUint8ArrayMemory0.byteLength === 0) {
`;
  assert.ok(withFreshViews(script).endsWith('\n    if (cachedUint8ArrayMemory0?.buffer !== wasm.memory.buffer) {\n'));
  assert.throws(() => withFreshViews(script.replace('=== null || ', '== null || ')), /0 of 1 checks/);
});
