// Twin: _core/controls/places.py
/**
 * A few places in the figure, each dragged by itself, or written as numbers in a small table.
 * @import {Base, Handle, Host, Kind} from "../types"
 */
import { numeral, quoted, within } from "./parts/checks.js";
import { holdable } from "./parts/hold.js";
import { nearest } from "./slider.js";

/**
 * @typedef {object} Own
 * @property {[string, string]} panel
 * @property {string[]} names
 * @property {{ label: string, min: number, max: number, step: number }[]} fields of x and of y
 *
 * @typedef {Base<number[]> & Own} Places x of each, then y of each
 */

/** @type {Kind<Places>} */
export const kind = {
  check({ name, names, fields }, value) {
    const count = fields.length * names.length;
    if (!Array.isArray(value) || value.length !== count) {
      const rows = fields.map(({ label }) => `${label} of each`).join(", then ");
      throw new RangeError(`${name} takes ${count} numbers (${rows}), not ${quoted(value)}`);
    }
    return value.map((number, i) => {
      const { label, min, max } = fields[Math.floor(i / names.length)];
      return within(`${name} (${label})`, number, min, max);
    });
  },
  feed: (_, value) => value,
  read: (text) => text.split(",").map(numeral),
  said: ({ names }, value) =>
    names.map((name, i) => `${name} at ${value[i]} and ${value[i + names.length]}`).join(", "),
  attach,
};

/** @param {HTMLElement} box @param {Places} control @param {Host} host @returns {Handle} */
function attach(box, control, host) {
  const inputs = [...box.querySelectorAll("input")];
  const count = control.names.length;
  let now = control.value;
  const field = (/** @type {number} */ i) => control.fields[Math.floor(i / count)];
  const allowed = (/** @type {HTMLInputElement} */ input) => input.value !== "" && input.validity.valid;

  /** @param {Record<number, number>} changes numbers by their places in the value */
  function change(changes) {
    show(now.map((number, i) => changes[i] ?? number));
    host.set({ [control.name]: now });
  }

  for (const [i, input] of inputs.entries()) {
    input.addEventListener("input", () => {
      if (allowed(input)) change({ [i]: Number(input.value) });
    });
    input.addEventListener("change", () => {
      const number = Number(input.value);
      if (allowed(input)) return;
      if (input.value === "") show(now);
      else change({ [i]: nearest(field(i), number) });
      input.value = String(now[i]);
    });
  }

  const grips = control.names.map((_, place) => {
    const made = Object.assign(document.createElement("span"), {
      className: "dnn-grip dnn-grip-bare",
      ariaHidden: "true",
    });
    holdable(made, (event) => {
      const begun = host.locate(event, control.panel);
      if (!begun) return;
      event.preventDefault();
      const [x, y] = [place, place + count];
      const [from, off] = [{ [x]: now[x], [y]: now[y] }, [now[x] - begun[0], now[y] - begun[1]]];
      return {
        move(event) {
          const at = host.locate(event, control.panel);
          if (at) change({ [x]: nearest(field(x), at[0] + off[0]), [y]: nearest(field(y), at[1] + off[1]) });
        },
        back: () => change(from),
      };
    });
    return made;
  });

  /** @param {number[]} value */
  function show(value) {
    now = value;
    for (const [i, input] of inputs.entries()) {
      const own = input === document.activeElement && (!allowed(input) || Number(input.value) === value[i]);
      if (!own) input.value = String(value[i]);
    }
  }

  return {
    show,
    touched: () =>
      inputs.every((input) => input.value === input.defaultValue) || !inputs.every(allowed)
        ? undefined
        : inputs.map((input) => Number(input.value)),
    refresh() {
      for (const [place, made] of grips.entries()) {
        const at = host.applies(control) && host.place([now[place], now[place + count]], control.panel);
        made.hidden = !at;
        if (at) Object.assign(made.style, { left: `${at[0]}px`, top: `${at[1]}px` });
        if (made.parentElement !== host.stage) host.stage.append(made);
      }
    },
    close() {
      for (const made of grips) made.remove();
    },
  };
}

export const style = `
.dnn-places { grid-column: 1 / -1; }
.dnn-places table {
  width: 100%;
  max-width: 30rem;
  border-collapse: separate;
  border-spacing: 0.25rem;
  table-layout: fixed;
}
.dnn-frame .dnn-places :is(th, td) {
  padding: 0;
  border: 0;
  font-size: 0.8rem;
  font-weight: 400;
  vertical-align: middle;
}
.dnn-frame .dnn-places th { text-align: center; }
.dnn-frame .dnn-places th[scope="row"] { text-align: left; }
.dnn-frame .dnn-places input {
  width: 100%;
  padding: 0.25rem;
  font-size: 1rem;
  font-variant-numeric: tabular-nums;
  text-align: center;
  appearance: textfield;
}
.dnn-places input::-webkit-inner-spin-button { appearance: none; }
/* What is dragged is drawn by the figure itself. */
.dnn-grip-bare::after { display: none; }
`;
