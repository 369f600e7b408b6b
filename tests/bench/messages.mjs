// The kinds of messages between the page and the worker. A message starts with the variant's index in the enum.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const ANSWERS = variants('crates/group/src/answer.rs', 'Answer');
export const ASKS = variants('crates/group/src/ask.rs', 'Ask');

function variants(file, name) {
  const source = readFileSync(`${root}/${file}`, 'utf8');
  const body = source.slice(source.indexOf(`pub enum ${name} {`)).split('\n}')[0];
  return [...body.matchAll(/^ {4}([A-Z]\w+)[ ({,]/gm)].map(([, variant]) => variant);
}
