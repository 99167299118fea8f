// Twin: _core/words/rounded.py
/**
 * Numbers in rows and columns, each in a field of its own, as `_core/controls/_grid.py` writes them: arrow keys go from
 * cell to cell, with Shift they change a number, as a drag up and down does; a copied table is pasted into all of them.
 */
import { enlarged } from "../../picture/pointer.js";
import { holdable } from "./hold.js";
import { arrow } from "./keys.js";
import { cell } from "./tables.js";

const SLACK = 4; // px that a press may move without being a drag
const PACE = 8; // px of a drag for a step

/**
 * @typedef {object} Given
 * @property {number} step by how much a key, or PACE px of a drag, changes a number
 * @property {(place: number, number: number, on: boolean) => void} change a cell is to be another number; on: it goes
 *   on with what the change before began, as one thing to undo
 * @property {() => void} undo takes back what the changes have begun
 * @property {(text: string) => void} take a text with more than one number was pasted
 * @property {(text: string) => void} say tells the reader why a number is not taken
 */

/**
 * @param {HTMLElement} box the element with the cells
 * @param {Given} given
 * @returns {{ show(numbers: ArrayLike<number>, columns: number): void }} brings the cells up to date; those beyond the
 *   numbers are hidden
 */
export function grid(box, { step, change, undo, take, say }) {
  const inputs = [...box.querySelectorAll("input")];
  /** @type {ArrayLike<number>} */
  let now = [];
  let columns = 1;
  let begun = -1; // the cell that is being changed
  let last = 0; // what it was made

  const allowed = (/** @type {HTMLInputElement} */ input) => input.value !== "" && input.validity.valid;
  const limits = (/** @type {HTMLInputElement} */ { min, max }) =>
    /** @type {const} */ ([min === "" ? -Infinity : Number(min), max === "" ? Infinity : Number(max)]);

  /** @param {number} place @param {number} number */
  function become(place, number) {
    const [low, high] = limits(inputs[place]);
    const next = Math.min(Math.max(number, low), high);
    if (next === now[place]) return;
    const on = begun === place;
    [begun, last] = [place, next];
    change(place, next, on);
  }

  /** A number so many steps away, on a whole step where it stood on one. @param {number} place @param {number} steps */
  const stepped = (place, steps) => Number((now[place] + steps * step).toFixed(9));

  for (const [place, input] of inputs.entries()) {
    input.addEventListener("input", () => {
      if (allowed(input)) become(place, Number(input.value));
    });
    input.addEventListener("change", () => {
      if (input.value !== "" && !allowed(input)) {
        const [low, high] = limits(input);
        become(place, Number(input.value));
        say(`A cell takes a number from ${low} to ${high}.`);
      }
      input.value = shown(now[place]);
    });
    input.addEventListener("focus", () => {
      begun = -1;
      for (const each of inputs) each.tabIndex = each === input ? 0 : -1;
    });
    input.addEventListener("click", () => input.select()); // so that what is typed comes in its place
    input.addEventListener("keydown", (event) => {
      const way = arrow(event);
      if (!way || (event.shiftKey && !way[1])) return;
      event.preventDefault();
      if (event.shiftKey) {
        become(place, stepped(place, way[1]));
        input.value = shown(now[place]);
        return;
      }
      const [column, row] = [(place % columns) + way[0], Math.floor(place / columns) - way[1]];
      if (column < 0 || column >= columns || row < 0 || row * columns >= now.length) return;
      const next = inputs[row * columns + column];
      next.focus();
      next.select();
    });
    holdable(input, (event) => {
      const [top, from] = [event.clientY, now[place]];
      let moved = false;
      return {
        move(event) {
          const up = (top - event.clientY) / enlarged(input);
          if (!moved && Math.abs(up) < SLACK) return;
          if (!moved) begun = -1;
          moved = true;
          become(place, Number((from + Math.round(up / PACE) * step).toFixed(9)));
          input.value = shown(now[place]);
        },
        back: () => moved && begun === place && undo(),
        end: () => moved && (begun = -1),
      };
    });
  }
  box.addEventListener("paste", (event) => {
    const place = inputs.indexOf(/** @type {HTMLInputElement} */ (event.target));
    const text = event.clipboardData?.getData("text") ?? "";
    const one = cell(text);
    if (place < 0 || !text.trim()) return;
    event.preventDefault();
    begun = -1;
    if (typeof one !== "number") return take(text);
    become(place, one);
    inputs[place].value = shown(now[place]);
  });

  return {
    show(numbers, width) {
      const most = Math.max(...Array.from(numbers, Math.abs), 1e-9);
      [now, columns] = [numbers, width];
      if (numbers[begun] !== last) begun = -1; // it was changed by something else
      box.dataset.columns = String(width);
      const away = !box.contains(document.activeElement); // then the keyboard comes to the first cell again
      for (const [place, input] of inputs.entries()) {
        const number = numbers[place] ?? 0;
        input.hidden = place >= numbers.length;
        if (away) input.tabIndex = place ? -1 : 0;
        input.ariaLabel = `row ${Math.floor(place / width) + 1}, column ${(place % width) + 1}`;
        input.dataset.sign = number > 0 ? "positive" : number < 0 ? "negative" : "";
        input.style.setProperty("--share", String(Math.abs(number) / most));
        const own = document.activeElement === input && (!allowed(input) || Number(input.value) === number);
        if (!own) input.value = shown(number);
      }
    },
  };
}

/** A number as there is room for in a cell: two decimals, or two digits of one that is small. @param {number} number */
export const shown = (number) => String(Number(Math.abs(number) < 1 ? number.toPrecision(2) : number.toFixed(2)));

export const style = `
.dnn-cells {
  display: grid;
  grid-template-columns: repeat(var(--dnn-columns, 3), minmax(0, 3.75rem));
  gap: 0.25rem;
}
.dnn-cells[data-columns="5"] { --dnn-columns: 5; }
.dnn-cells[data-columns="7"] { --dnn-columns: 7; }
.dnn-frame .dnn-cells input[type="number"] {
  width: 100%;
  min-height: 2.5rem;
  padding: 0 0.125rem;
  text-align: center;
  appearance: textfield;
  cursor: ns-resize;
  touch-action: pan-x pinch-zoom; /* up and down changes the number */
}
.dnn-cells input::-webkit-inner-spin-button { appearance: none; }
.dnn-frame .dnn-cells [data-sign="positive"] { --dnn-sign: var(--dnn-positive); }
.dnn-frame .dnn-cells [data-sign="negative"] { --dnn-sign: var(--dnn-negative); }
.dnn-frame .dnn-cells :is([data-sign="positive"], [data-sign="negative"]) {
  background: color-mix(in srgb, var(--dnn-sign) calc(12% + 33% * var(--share, 0.5)), var(--dnn-paper));
}
@media (pointer: coarse) { .dnn-frame .dnn-cells input[type="number"] { min-height: 2.75rem; } }
`;
