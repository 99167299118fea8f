// Twin: _core/controls/guesses.py
/**
 * Questions, asked one after another before the figure tells: what is answered is written over what is carried.
 * @import {Arrays, Base, Handle, Host, Kind} from "../types"
 */
import { number, summarize } from "../run/summary.js";
import { numeral, quoted } from "./parts/checks.js";

/**
 * @typedef {object} Own
 * @property {number} count
 * @property {string[]} answers
 * @property {string} asked
 * @property {string[]} questions
 * @property {string} numbers
 *
 * @typedef {Base<number[]> & Own} Guesses
 */

const FORMAT = ".2f"; // of an answer that is a number

/** @type {Kind<Guesses>} */
export const kind = {
  momentary: () => true,
  check({ name, count, answers }, value) {
    const allowed = `${name} takes up to ${count} answers, each a whole number from 0 to ${answers.length}`;
    if (!Array.isArray(value) || value.length > count) throw new RangeError(`${allowed}; not ${quoted(value)}`);
    for (const each of value)
      if (!Number.isInteger(each) || each < 0 || each > answers.length)
        throw new RangeError(`${allowed}; not ${quoted(each)}`);
    return value;
  },
  said: ({ answers }, value) =>
    value.map((/** @type {number} */ each) => (each ? answers[each - 1] : "–")).join(", ") || "none",
  put: (_, value, array) => array.set(value),
  read: (text) => (text ? text.split(",").map(numeral) : []),
  attach,
};

/** @param {HTMLElement} box @param {Guesses} control @param {Host} host @returns {Handle} */
function attach(box, control, host) {
  const question = /** @type {HTMLElement} */ (box.querySelector(".dnn-question"));
  const buttons = [...box.querySelectorAll("button")];
  const sources = /** @type {Arrays} */ (new Proxy({}, { get: (_, name) => host.read(String(name)) }));
  let answered = NaN; // the step at which the reader last answered
  const asked = () => Math.round(host.read(control.asked)[0]);

  for (const [place, button] of buttons.entries())
    button.addEventListener("click", () => {
      if (asked() >= control.count) return;
      const answers = [...host.read(/** @type {string} */ (control.input))];
      answers[asked()] = place + 1;
      answered = host.step();
      host.set({ [control.name]: answers.slice(0, answers.findLastIndex(Boolean) + 1) });
    });

  function refresh() {
    const place = asked();
    const words = summarize(control.questions[Math.min(place, control.questions.length - 1)], sources);
    // A run that plays would ask too much of a listener.
    question.ariaLive = host.step() === answered ? "polite" : "off";
    if (question.textContent !== words) question.textContent = words;
    const numbers = host.read(control.numbers);
    for (const [i, button] of buttons.entries()) {
      const own = i < numbers.length && !Number.isNaN(numbers[i]);
      const text = own ? number(numbers[i], FORMAT) : control.answers[i];
      if (button.textContent !== text) button.textContent = text;
      const idle = place >= control.count;
      if (button.disabled !== idle) button.disabled = idle;
    }
  }

  return { show() {}, refresh };
}

export const style = `
.dnn-frame .dnn-guesses { display: grid; grid-column: 1 / -1; gap: 0.5rem; }
.dnn-guesses .dnn-question { min-height: 1.5em; margin: 0; }
.dnn-guesses .dnn-buttons button { min-width: 4rem; font-variant-numeric: tabular-nums; }
.dnn-guesses .dnn-buttons button:disabled { opacity: 0.45; }
@container dnn (width < 600px) { .dnn-guesses .dnn-question { min-height: 4.5em; } }
@media (scripting: none) { .dnn-guesses { display: none; } }
`;
