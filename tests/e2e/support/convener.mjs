// A convener's spreadsheet: 200 links of fictional agencies, some damaged, some twice, two of an older bank. What is in it
// stands in crates/collect/examples/workbook.rs, which makes it; always the same one.

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const FOLDER = join(root, 'target/convener');

let made;

/**
 * The files, made on the first call, and what must be found in them. Rows count as in a spreadsheet: 1 is the header.
 *
 * @returns {{xlsx: string, csv: string, expected: {rows: number, agencies: number, damaged: number[], same_link: number[],
 *   older_date: number[], older_bank: number[], older_bank_opens: boolean}}}
 */
export function convenersList() {
  made ??= make();
  return made;
}

function make() {
  const args = ['run', '--quiet', '--package', 'interlocal-collect', '--example', 'workbook', '--', FOLDER];
  execFileSync('cargo', args, { cwd: root });
  const expected = JSON.parse(readFileSync(join(FOLDER, 'expected.json'), 'utf8'));
  return { xlsx: join(FOLDER, 'members.xlsx'), csv: join(FOLDER, 'members.csv'), expected };
}
