// Twin: _core/controls/trail.py
/**
 * A list of places in the figure, to which each click adds one, or a key where arrows have aimed.
 * @import {Base, Handle, Host, Kind} from "../types"
 */
import { number } from "../run/summary.js";
import { numeral, quoted, within } from "./parts/checks.js";
import { stray } from "./parts/hold.js";
import { arrow } from "./parts/keys.js";
import { decimals, settle } from "./pick.js";

/**
 * @typedef {object} Own
 * @property {{ label: string, min: number, max: number, step: number }[]} fields
 * @property {number} room
 * @property {[string, string]} panel
 * @property {string} adds
 *
 * @typedef {Base<number[]> & Own} Trail
 */

const FAR = 10; // steps of an arrow with shift

/** @type {Kind<Trail>} */
export const kind = {
  check({ name, fields, room }, value) {
    const allowed = `${name} takes up to ${room} places (${fields.map(({ label }) => label).join(", ")})`;
    if (!Array.isArray(value)) throw new RangeError(`${allowed}, not ${quoted(value)}`);
    const numbers = value.every(Array.isArray) ? value.flat() : value;
    if (numbers.length % 2 || numbers.length > 2 * room) throw new RangeError(`${allowed}, not ${numbers.length / 2}`);
    return numbers.map((each, i) => {
      const { label, min, max } = fields[i % 2];
      return within(`${name} (${label})`, each, min, max);
    });
  },
  feed({ room }, value) {
    const places = new Float32Array(3 * room);
    for (let i = 0; i < value.length / 2; i++) places.set([value[2 * i], value[2 * i + 1], 1], 3 * i);
    return places;
  },
  read: (text) => (text ? text.split(",").map(numeral) : []),
  said({ fields: [across, up] }, value) {
    const pairs = value.flatMap((/** @type {number} */ x, /** @type {number} */ i) =>
      i % 2 ? [] : [`${x} ${across.label}, ${value[i + 1]} ${up.label}`],
    );
    return pairs.join("; ") || "none";
  },
  attach,
};

/** @param {HTMLElement} box @param {Trail} control @param {Host} host @returns {Handle} */
function attach(box, control, host) {
  const { fields, name, panel, room } = control;
  const add = /** @type {HTMLButtonElement} */ (box.querySelector("button"));
  const said = /** @type {HTMLElement} */ (box.querySelector(".dnn-said"));
  const mark = Object.assign(document.createElement("span"), {
    className: "dnn-aim",
    ariaHidden: "true",
    hidden: true,
  });
  let value = control.value;
  /** From where keys aim: the last place, or the middle. */
  const begin = () =>
    value.length ? value.slice(-2) : fields.map((field) => settle(field, (field.min + field.max) / 2));
  /** Where keys have aimed. */
  let aim = begin();

  const words = () =>
    fields.map(({ label, step }, i) => `${label} ${number(aim[i], `.${decimals(step)}f`)}`).join(", ");

  function place() {
    const at = document.activeElement === add && host.place(/** @type {[number, number]} */ (aim), panel);
    mark.hidden = !at;
    if (at) Object.assign(mark.style, { left: `${at[0]}px`, top: `${at[1]}px` });
    if (mark.parentElement !== host.stage) host.stage.append(mark);
  }

  /** @param {number[]} next */
  function take(next) {
    aim = next;
    if (value.length === 2 * room) return void (said.textContent = `There is room for ${room}.`);
    value = [...value, ...aim];
    host.set({ [name]: value });
  }

  host.stage.classList.add("dnn-pickable");
  host.stage.addEventListener("click", (event) => {
    const at = host.locate(event, panel);
    if (at && host.applies(control) && !stray(event)) take(fields.map((field, i) => settle(field, at[i])));
  });
  add.addEventListener("click", () => take(aim));
  add.addEventListener("keydown", (event) => {
    const way = arrow(event);
    if (!way) return;
    event.preventDefault();
    const far = event.shiftKey ? FAR : 1;
    aim = fields.map((field, i) => settle(field, aim[i] + way[i] * far * field.step));
    said.textContent = words();
    place();
  });
  for (const type of ["focus", "blur"]) add.addEventListener(type, place);
  return {
    show(next) {
      value = next;
      aim = begin();
      said.textContent = "";
    },
    refresh: place,
    close: () => mark.remove(),
  };
}

export const style = `
.dnn-trail { display: grid; justify-items: start; gap: 0.25rem; }
.dnn-aim {
  position: absolute;
  width: 1.75rem;
  height: 1.75rem;
  margin: -0.875rem 0 0 -0.875rem;
  border: 2px solid var(--dnn-ink);
  border-radius: 50%;
  outline: 2px solid var(--dnn-paper);
  pointer-events: none;
}
.dnn-aim[hidden] { display: none; }
@media print { .dnn-aim { display: none; } }
`;
