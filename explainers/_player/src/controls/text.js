// Twin: _core/controls/text.py
/** A short text of allowed characters. @import {Base, Handle, Host, Kind} from "../types" */
import { quoted } from "./parts/checks.js";

/** @typedef {Base<string> & { length: number, alphabet: string, least: number }} Text */

/** @type {Kind<Text>} */
export const kind = {
  check({ name, length, alphabet, least }, value) {
    const count = least < length ? `${least} to ${length}` : length;
    const allowed = `${name} takes ${count} of the characters "${alphabet}"`;
    if (typeof value !== "string") throw new RangeError(`${allowed}; not ${quoted(value)}`);
    const text = small(alphabet) ? value.toLowerCase() : value;
    const letters = [...text];
    const strange = letters.find((letter) => !alphabet.includes(letter));
    if (strange) throw new RangeError(`${allowed}; not ${quoted(strange)}`);
    if (letters.length < least || letters.length > length)
      throw new RangeError(`${allowed}; ${quoted(value)} has ${letters.length}`);
    return text;
  },
  feed({ length, alphabet }, value) {
    const codes = new Float32Array(length);
    const places = [...alphabet];
    codes.set([...value].map((/** @type {string} */ letter) => places.indexOf(letter) + 1));
    return codes;
  },
  read: (text) => text,
  said: (_, value) => `“${value}”`,
  attach,
};

/** Whether an alphabet has no capitals. @param {string} alphabet */
function small(alphabet) {
  return alphabet === alphabet.toLowerCase();
}

/** @param {HTMLElement} box @param {Text} control @param {Host} host @returns {Handle} */
function attach(box, control, host) {
  const input = /** @type {HTMLInputElement} */ (box.querySelector("input"));
  const said = /** @type {HTMLElement} */ (box.querySelector(".dnn-said"));
  let value = control.value;
  /** What has been typed, as a value; undefined, and said, where that is not allowed. */
  const entered = () => {
    try {
      const found = /** @type {string} */ (kind.check?.(control, input.value));
      said.textContent = "";
      return found;
    } catch (error) {
      said.textContent = `${/** @type {Error} */ (error).message.replace(control.name, control.label)}.`;
      return undefined;
    }
  };
  input.addEventListener("input", () => {
    const found = entered();
    if (found !== undefined && found !== value) host.set({ [control.name]: (value = found) });
  });
  input.addEventListener("blur", () => {
    input.value = value; // what is not allowed gives way to what the figure shows
    said.textContent = "";
  });
  return {
    show(next) {
      value = next;
      // The reader's own capitals, and what is not allowed yet, stay while they type.
      if (document.activeElement !== input) input.value = next;
    },
    touched: () => (input.value === input.defaultValue ? undefined : entered()),
  };
}

export const style = `
.dnn-text { display: grid; gap: 0.25rem; justify-items: start; }
.dnn-text .dnn-said:empty { min-height: 0; }
`;
