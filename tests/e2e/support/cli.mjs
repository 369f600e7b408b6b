// The command line, for links and numbers that no page has touched.

import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const BUILT = join(root, 'target/debug/interlocal');
/** What thousands of profiles take as text. */
const LARGE = 1 << 28;
const SOURCES = ['banks', 'crates/core/src', 'crates/core/words', 'crates/cli/src', 'Cargo.lock'];

function newest(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) {
    return stat.mtimeMs;
  }
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
}

/** Cargo waits for every other build of the tree, so a program that is newer than its sources is run without it. */
function isFresh() {
  try {
    return SOURCES.every((path) => newest(join(root, path)) < statSync(BUILT).mtimeMs);
  } catch {
    return false;
  }
}

let command;

/** Runs `interlocal` with these arguments. `INTERLOCAL_CLI` may name a program that is built already. */
function run(args, input) {
  const built = process.env.INTERLOCAL_CLI ?? (isFresh() ? BUILT : undefined);
  command ??= built ? [built] : ['cargo', 'run', '--quiet', '--package', 'interlocal-cli', '--'];
  const [program, ...before] = command;
  return execFileSync(program, [...before, ...args], { cwd: root, input, encoding: 'utf8', maxBuffer: LARGE });
}

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

/**
 * Tokens of `n` agencies that do not exist; always the same. `INTERLOCAL_FICTION` may name the program that makes them, if
 * it is built already.
 */
export function fictional(n) {
  const built = process.env.INTERLOCAL_FICTION;
  const cargo = ['cargo', 'run', '--quiet', '--package', 'interlocal-fiction', '--example', 'profiles', '--'];
  const [program, ...args] = built ? [built] : cargo;
  const profiles = execFileSync(program, [...args, String(n)], { cwd: root, maxBuffer: LARGE });
  return run(['encode', '-'], profiles).trim().split('\n');
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
