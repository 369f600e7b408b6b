// Programs that cargo compiled, above all the command line: links and numbers that don't come from a page.

import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));
/** The most bytes of output, which thousands of profiles need. */
const LARGE = 1 << 28;

/** Runs a program that `cargo xtask test` has compiled, by its path in their common folder. */
export function runBuilt(path, args, input) {
  const folder = process.env.INTERLOCAL_BUILT;
  if (!folder) {
    throw new Error('INTERLOCAL_BUILT is not set; run the tests with: cargo xtask test --only browser');
  }
  return execFileSync(join(folder, path), args, { cwd: root, input, encoding: 'utf8', maxBuffer: LARGE });
}

const run = (args, input) => runBuilt('interlocal', args, input);

/** The token of each profile, in order; `options` are those of the command line. */
export function tokens(profiles, ...options) {
  return run(['encode', ...options, '-'], profiles.map((profile) => JSON.stringify(profile)).join('\n')).trim().split('\n');
}

/** The profile in a link or token. */
export function decode(text) {
  return JSON.parse(run(['decode', text]));
}

/** The token of an encrypted link. */
export function sealedToken(profile, passphraseFile) {
  return run(['encode', '--seal', '--passphrase-file', passphraseFile, '-'], JSON.stringify(profile)).trim();
}

/** The profile in an encrypted link. */
export function decodeSealed(text, passphraseFile) {
  return JSON.parse(run(['decode', '--passphrase-file', passphraseFile, text]));
}

/** The numbers of a profile. */
export function score(profile) {
  return JSON.parse(run(['score', '-'], JSON.stringify(profile)));
}

/** Tokens of the first `n` synthetic agencies, which are always the same. */
export function fictional(n) {
  return run(['encode', '-'], runBuilt('examples/profiles', [String(n)])).trim().split('\n');
}

/** The bank with the digest of its meaning, which the checker prints in its error for a wrong digest. */
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
