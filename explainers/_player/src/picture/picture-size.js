/**
 * How many pixels a picture in a data address has, from its first bytes: PNG, or WebP as photographs have it. Plotly
 * asks for it.
 */

/** @param {string} address */
export function getImageSize(address) {
  const head = atob(address.slice(address.indexOf(",") + 1, address.indexOf(",") + 61));
  /** @param {number} at @param {number} bytes @param {boolean} little */
  const number = (at, bytes, little) =>
    Array.from({ length: bytes }, (_, i) => head.charCodeAt(at + i) * 256 ** (little ? i : bytes - 1 - i)).reduce(
      (sum, part) => sum + part,
    );
  if (head.startsWith("\x89PNG")) return { width: number(16, 4, false), height: number(20, 4, false) };
  if (head.startsWith("RIFF") && head.slice(12, 16) === "VP8 ")
    return { width: number(26, 2, true) & 0x3fff, height: number(28, 2, true) & 0x3fff };
  throw new Error("a picture in a figure is a PNG or a WebP");
}
