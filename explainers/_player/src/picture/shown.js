// Twin: _core/picture/shown.py
/**
 * Numbers shown as something else: as words of a list. Pictures of numbers, `canvas.js` draws.
 */

/** The word that a number, rounded, stands for. @param {string[]} words @param {number} number */
export function word(words, number) {
  if (!Number.isFinite(number)) return "";
  return words[Math.min(Math.max(Math.floor(number + 0.5), 0), words.length - 1)];
}

/** @param {string[]} words @param {any} numbers nested @returns {any} */
export function spoken(words, numbers) {
  return Array.isArray(numbers) ? numbers.map((inner) => spoken(words, inner)) : word(words, numbers ?? NaN);
}
