// Twin: _core/controls/pad.py
/** Pictures that a reader draws: the code that carries one in an address, and the one brush that draws them. */

/**
 * The shades (0 to 15) behind a code: base64url text, two shades to a byte, the first in the high half.
 * null when it is no code for that many shades.
 * @param {string} code
 * @param {number} size
 */
export function decode(code, size) {
  if (!/^[\w-]*$/.test(code)) return null;
  let bytes;
  try {
    bytes = atob(code.replaceAll("-", "+").replaceAll("_", "/"));
  } catch {
    return null;
  }
  if (bytes.length * 2 !== size) return null;
  return Uint8Array.from({ length: size }, (_, i) =>
    i % 2 ? bytes.charCodeAt(i >> 1) & 15 : bytes.charCodeAt(i >> 1) >> 4,
  );
}

/** @param {Uint8Array} shades 0 to 15, an even number of them */
export function encode(shades) {
  let bytes = "";
  for (let i = 0; i < shades.length; i += 2) bytes += String.fromCharCode((shades[i] << 4) | shades[i + 1]);
  return btoa(bytes).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/**
 * Draw a straight stroke into `shades`, as wide as the pen, its edge softened over one pixel. Ink only gets darker; an
 * eraser takes it away the same way.
 * @param {Uint8Array} shades
 * @param {[number, number]} shape (height, width)
 * @param {[number, number]} from (x, y) in pixels
 * @param {[number, number]} to
 * @param {{ levels: number, width: number, erase?: boolean }} pen
 */
export function stroke(shades, [height, width], from, to, pen) {
  const radius = pen.width / 2;
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length = dx * dx + dy * dy;
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const [x, y] = [column + 0.5 - from[0], row + 0.5 - from[1]];
      const along = length ? Math.min(Math.max((x * dx + y * dy) / length, 0), 1) : 0;
      const distance = Math.hypot(x - along * dx, y - along * dy);
      const shade = Math.round(Math.min(Math.max(radius + 0.5 - distance, 0), 1) * pen.levels);
      const at = row * width + column;
      shades[at] = pen.erase ? Math.min(shades[at], pen.levels - shade) : Math.max(shades[at], shade);
    }
  }
}
