// The command line, for links and numbers that no page has touched.

import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Runs `interlocal` with these arguments. `INTERLOCAL_CLI` may name a program that is built already. */
function run(args, input) {
  const built = process.env.INTERLOCAL_CLI;
  const [program, before] = built ? [built, []] : ['cargo', ['run', '--quiet', '--package', 'interlocal-cli', '--']];
  return execFileSync(program, [...before, ...args], { cwd: root, input, encoding: 'utf8' });
}

/** The token of each profile, in order. */
export function tokens(profiles) {
  return run(['encode', '-'], profiles.map((profile) => JSON.stringify(profile)).join('\n')).trim().split('\n');
}

/** What a link or token says. */
export function decode(text) {
  return JSON.parse(run(['decode', text]));
}

/** The numbers of a profile. */
export function score(profile) {
  return JSON.parse(run(['score', '-'], JSON.stringify(profile)));
}
