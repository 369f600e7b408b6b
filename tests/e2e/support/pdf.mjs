// The printed page, read from its PDF.

import { inflateSync } from 'node:zlib';

/** The number of sheets in a PDF. Firefox compresses their descriptions. */
export function countPdfPages(pdf) {
  const packed = streamsOf(pdf).filter(({ head }) => head.includes('/ObjStm'));
  const text = [pdf.toString('latin1'), ...packed.map(({ body }) => body)].join('\n');
  return [...text.matchAll(/\/Type\s*\/Page\b(?!s)/g)].length;
}

/** Everything that a PDF draws, with its fonts and pictures, but without the file's dates, names and places. */
export function drawnIn(pdf) {
  return streamsOf(pdf)
    .filter(({ head }) => !/\/(ObjStm|XRef|Metadata)/.test(head))
    .map(({ body }) => body)
    .join('\n');
}

function streamsOf(pdf) {
  const text = pdf.toString('latin1');
  return [...text.matchAll(/<<((?:(?!<<|stream)[^])*)>>\s*stream\r?\n/g)].map(({ 0: all, 1: head, index }) => {
    const start = index + all.length;
    const raw = pdf.subarray(start, text.indexOf('endstream', start));
    // The first bits of zlib's output.
    return { head, body: ((raw[0] & 0x0f) === 8 && raw.readUInt16BE(0) % 31 === 0 ? inflateSync(raw) : raw).toString('latin1') };
  });
}
