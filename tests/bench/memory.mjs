// The memory that a page holds: objects of JavaScript and the DOM after a collection, and the memories of WebAssembly.
// The memory of the browser's process would hide the page's share: its own code takes many times as much.

/** In bytes: `script` (objects of JavaScript), `dom` (nodes and styles), `program` (linear memory of WebAssembly). */
export async function measureMemory(debug) {
  const program = await wasmBytes(debug);
  await debug.send('HeapProfiler.collectGarbage');
  const { usedSize, embedderHeapUsedSize } = await debug.send('Runtime.getHeapUsage');
  return { script: usedSize, dom: embedderHeapUsedSize, program };
}

/** Finds every memory of WebAssembly from outside, so the page's own code stays as it is. */
async function wasmBytes(debug) {
  const group = { objectGroup: 'memory' };
  const { result: prototype } = await debug.send('Runtime.evaluate', { expression: 'WebAssembly.Memory.prototype', ...group });
  const { objects } = await debug.send('Runtime.queryObjects', { prototypeObjectId: prototype.objectId, ...group });
  const { result: sum } = await debug.send('Runtime.callFunctionOn', {
    functionDeclaration: 'function () { return this.reduce((sum, { buffer }) => sum + buffer.byteLength, 0); }',
    objectId: objects.objectId,
    returnByValue: true,
  });
  await debug.send('Runtime.releaseObjectGroup', group);
  return sum.value;
}
