// An address as a picture to scan from paper, drawn with lean-qr (qr.js, put there by the build).

import { correction, generate } from "./qr.js";

// White modules on each side: readers find the corners by them.
const BORDER = 4;
// With more than these across, 3 cm of paper are too little for most phones; src/qr.rs says why.
const MOST = 77;
const ACROSS = "30mm";

/** Modules across with the border, and the dark ones as path data; nothing where the text is too long. */
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

/** The same as a file of its own. */
export const saved = (text) => {
  const { size, path } = picture(text) ?? {};
  return path && `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" width="${ACROSS}" height="${ACROSS}" shape-rendering="crispEdges"><rect width="${size}" height="${size}" fill="#fff"/><path d="${path}" fill="#000"/></svg>\n`;
};
