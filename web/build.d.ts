// Names that the build replaces.

/** The hashes of the files that the element loads first. */
declare const FIRST_HASHES: Record<string, string>;
/** In the single file: the address that links lead to, or an empty string. */
declare const SHARE_BASE: string;
/** In the single file: the address of the site, or an empty string. */
declare const SITE: string;

/** The bindings of a program; wasm-bindgen generates them. */
declare module "programs/*" {
  export const make: (given: typeof import("./lib/nodes.js").nodes) => {
    imports: WebAssembly.Imports;
    begin(instance: WebAssembly.Instance): any;
  };
}

/** Trusted Types, which not all browsers have. */
declare var trustedTypes:
  | { createPolicy(name: string, rules: { createScriptURL(text: string): string }): { createScriptURL(text: string): any } }
  | undefined;
