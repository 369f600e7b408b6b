// A convener's spreadsheet: 200 links of synthetic agencies, some damaged, some duplicates, two of an older bank.
// crates/import/examples/workbook.rs creates it, always with the same content.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { runBuilt } from './cli.mjs';

let made;

/**
 * The files, created by the first call, and their expected contents. Rows count as in a spreadsheet: 1 is the header.
 *
 * @returns {{xlsx: string, csv: string, expected: {rows: number, agencies: number, damaged: number[], same_link: number[],
 *   older_date: number[], older_bank: number[], older_bank_opens: boolean}}}
 */
export function convenersList() {
  made ??= make();
  return made;
}

function make() {
  // Each test file is a process of its own, and two of them can write at the same time.
  const folder = mkdtempSync(join(tmpdir(), 'interlocal-convener-'));
  process.on('exit', () => rmSync(folder, { recursive: true }));
  runBuilt('examples/workbook', [folder]);
  const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8'));
  return { xlsx: join(folder, 'members.xlsx'), csv: join(folder, 'members.csv'), expected };
}
