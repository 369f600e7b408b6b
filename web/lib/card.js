// Draws an address as a QR code for paper.

import { correction, generate } from "lean-qr/nano";

/** White modules on each side, by which readers find the corners. */
const BORDER = 4;
/** The most modules across that most phones read from 3 cm of paper; crates/workbench/src/qr.rs explains the number. */
const MOST = 77;
const ACROSS = "30mm";

/**
 * The number of modules across, with the border, and the dark modules as path data; `undefined` if the text is too long.
 *
 * @param {string} text
 */
export const picture = (text) => {
  let code;
  try {
    code = generate(text, { minCorrectionLevel: correction.M });
  } catch {
    return undefined;
  }
  if (code.size > MOST) return undefined;
  let path = "";
  for (let y = 0; y < code.size; y += 1) {
    for (let x = 0; x < code.size; x += 1) {
      if (!code.get(x, y)) continue;
      const start = x;
      while (code.get(x, y)) x += 1;
      path += `M${start + BORDER} ${y + BORDER}h${x - start}v1h-${x - start}z`;
    }
  }
  return { size: code.size + 2 * BORDER, path };
};

/**
 * The QR code as the text of an SVG file.
 *
 * @param {string} text
 */
export const saved = (text) => {
  const { size, path } = picture(text) ?? {};
  return path && `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" width="${ACROSS}" height="${ACROSS}" shape-rendering="crispEdges"><rect width="${size}" height="${size}" fill="#fff"/><path d="${path}" fill="#000"/></svg>\n`;
};
