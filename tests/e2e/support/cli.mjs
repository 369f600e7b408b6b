// Programs that cargo compiled, above all the command line: for links and numbers that no page has touched.

import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));
/** What thousands of profiles take as text. */
const LARGE = 1 << 28;

/** Runs a program that `cargo xtask test` has compiled, by its path in the folder of all of them. */
export function runBuilt(path, args, input) {
  const folder = process.env.INTERLOCAL_BUILT;
  if (!folder) {
    throw new Error('INTERLOCAL_BUILT is not set; run the tests with: cargo xtask test --only browser');
  }
  return execFileSync(join(folder, path), args, { cwd: root, input, encoding: 'utf8', maxBuffer: LARGE });
}

const run = (args, input) => runBuilt('interlocal', args, input);

/** The token of each profile, in order; `options` as the command line takes them. */
export function tokens(profiles, ...options) {
  return run(['encode', ...options, '-'], profiles.map((profile) => JSON.stringify(profile)).join('\n')).trim().split('\n');
}

/** What a link or token says. */
export function decode(text) {
  return JSON.parse(run(['decode', text]));
}

/** A sealed link's token. */
export function sealedToken(profile, passphraseFile) {
  return run(['encode', '--seal', '--passphrase-file', passphraseFile, '-'], JSON.stringify(profile)).trim();
}

/** What a sealed link says. */
export function decodeSealed(text, passphraseFile) {
  return JSON.parse(run(['decode', '--passphrase-file', passphraseFile, text]));
}

/** The numbers of a profile. */
export function score(profile) {
  return JSON.parse(run(['score', '-'], JSON.stringify(profile)));
}

/** Tokens of `n` agencies that do not exist; always the same. */
export function fictional(n) {
  return run(['encode', '-'], runBuilt('examples/profiles', [String(n)])).trim().split('\n');
}

/** The bank with the digest of its meaning, which the checker tells whoever has another one. */
export function withDigest(bank) {
  let said = '';
  try {
    run(['bank', 'check', '-'], JSON.stringify(bank));
  } catch (error) {
    said = `${error.stdout}${error.stderr}`;
  }
  const [digest] = said.match(/[0-9a-f]{64}/) ?? [bank.semantic_sha256];
  return { ...bank, semantic_sha256: digest };
}
