// Finds out how the browser can run the programs.

/** Whether a module without any content can be made. A browser may lack WebAssembly, and a policy may forbid it. */
export const hasWebAssembly = /* @__PURE__ */ (() => {
  try {
    return Boolean(new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)));
  } catch {
    return false;
  }
})();

/** A module with one SIMD instruction. */
const SIMD = [0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11];

/** Whether the browser has SIMD instructions, with which the group's program compares all pairs in a third of the time. */
export const hasSimd = () => WebAssembly.validate(new Uint8Array(SIMD));
