// Twin: _core/words/names.py
/**
 * Names as they are meant, however they are typed: capitals, accents, blanks, punctuation and plurals decide nothing.
 * "potters wheel", "Potter’s Wheel" and "potter's-wheels" all mean the option "potter's wheel".
 */

// What leaves no trace where it is read: soft hyphens, marks of direction, joiners, and marks of a file's beginning.
export const UNSEEN = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g;
export const APOSTROPHES = /['’‘‚‛`´ʹʻʼʽʾʿˈ′‵＇\ua78c]/g;
export const DASHES = /[\u2010-\u2015\u2043\u2212\ufe58\ufe63\uff0d]/g;
const THIN = /(?<=\d)[\u2009\u202f](?=\d)/g; // between thousands, as this site writes them
// A sign and a point are parts of numbers; all else between letters and digits is a blank.
const WORD = /(?:(?<![\p{L}\p{N}])-(?=\.?\d))?(?:[\p{L}\p{N}]|(?<=\d)\.(?=\d))+/gu;
/** @type {Record<string, string>} */
const IRREGULAR = {
  children: "child",
  feet: "foot",
  geese: "goose",
  men: "man",
  mice: "mouse",
  oxen: "ox",
  people: "person",
  teeth: "tooth",
  women: "woman",
};
const MANY = /(?<=[^usi])s$/;
const ALIKE = 0.5; // share of pairs of letters in common from which a name is spelled nearly so
const FEW = 8; // names that a message lists

/** The words of a text, in small letters, without accents and apostrophes. @param {string} text @returns {string[]} */
export function words(text) {
  const letters = text.replace(UNSEEN, "").replace(APOSTROPHES, "").normalize("NFKD").replace(/\p{M}/gu, "");
  return letters.replace(DASHES, "-").toUpperCase().toLowerCase().match(WORD) ?? [];
}

/** What a word has in common with its plural; no word itself, but for comparing. @param {string} word */
export function stem(word) {
  if (!/^[a-z]{3,}$/.test(word)) return word;
  return (IRREGULAR[word] ?? word)
    .replace(MANY, "")
    .replace(/(?<=[fiosvxz]|[cs]h)e$/, "") // foxes and fox, berries and berry, knives and knife
    .replace(MANY, "") // biases and bias
    .replace(/y$/, "i")
    .replace(/f$/, "v");
}

/** @param {string} text */
const joined = (text) => words(text).join("");
/** @param {string} text */
const stemmed = (text) => words(text).map(stem).join("");

/**
 * The one of some names that a text means: itself, or the same but for what typing decides. Undefined where it is none,
 * or more than one.
 * @param {string} text
 * @param {string[]} names
 */
export function found(text, names) {
  if (names.includes(text)) return text;
  for (const key of [joined, stemmed]) {
    const wanted = key(text);
    const same = names.filter((name) => wanted && key(name) === wanted);
    if (same.length) return same.length === 1 ? same[0] : undefined;
  }
}

/**
 * The names that hold the words of a text; after them, those that hold its letters.
 * @param {string} text
 * @param {string[]} names
 */
export function holding(text, names) {
  const wanted = words(text).map(stem);
  const letters = wanted.length ? joined(text) : "\0";
  const whole = names.filter((name) => {
    const there = words(name).map(stem);
    return wanted.length && wanted.every((word) => there.includes(word));
  });
  return [...whole, ...names.filter((name) => !whole.includes(name) && joined(name).includes(letters))];
}

/**
 * The names that are spelled nearly as a text is, the nearest first; at most three.
 * @param {string} text
 * @param {string[]} names
 */
function alike(text, names) {
  const shares = new Map(names.map((name) => [name, share(joined(text), joined(name))]));
  const of = (/** @type {string} */ name) => /** @type {number} */ (shares.get(name));
  return names
    .filter((name) => of(name) >= ALIKE)
    .sort((one, other) => of(other) - of(one))
    .slice(0, 3);
}

/**
 * How many of their pairs of letters two words have in common, from 0 to 1.
 * @param {string} one
 * @param {string} other
 */
function share(one, other) {
  const [pairs, left] = [one, other].map((word) => {
    const letters = [...word];
    return letters.slice(1).map((letter, at) => letters[at] + letter);
  });
  const total = pairs.length + left.length;
  let common = 0;
  for (const pair of pairs) {
    const at = left.indexOf(pair);
    if (at < 0) continue;
    left.splice(at, 1);
    common++;
  }
  return total ? (2 * common) / total : 0;
}

/**
 * What a refusal of a text says of the names it may have meant, as a part of a sentence; "" where it is like none.
 * @param {string} text
 * @param {string[]} names
 */
export function hint(text, names) {
  const held = holding(text, names);
  if (held.length > 1) {
    const known = held.slice(0, FEW).map((name) => `"${name}"`);
    const more = held.length > FEW ? ", …" : "";
    const list = `${known.join(", ")}${more}`;
    return `"${text}" is in ${held.length} of them: ${list}; write the one you mean as it stands there`;
  }
  const near = held.length ? held : alike(text, names);
  return near.length ? `did you mean ${near.map((name) => `"${name}"`).join(" or ")}?` : "";
}

/**
 * What is said of an unknown name: those that it may have meant, then known, which lists all.
 * @param {string} text
 * @param {string[]} names
 * @param {string} known
 */
export function refusal(text, names, known) {
  const near = hint(text, names);
  return near ? `${near}${near.endsWith("?") ? " " : "; "}${known}` : known;
}

/**
 * A text with the signs that a number may be typed or pasted with made those that numbers have.
 * @param {string} text
 */
export function number(text) {
  return text.replace(UNSEEN, "").replace(THIN, "").normalize("NFKC").replace(DASHES, "-");
}
