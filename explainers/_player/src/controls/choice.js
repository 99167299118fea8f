// Twin: _core/controls/choice.py
/**
 * One of some named options; of very many, found by typing a part of the name.
 * @import {Base, Handle, Host, Kind, Nested} from "../types"
 */
import { found, hint, holding } from "../run/names.js";
import { flat, quoted } from "./parts/checks.js";
import { ours } from "./parts/keys.js";

/** @typedef {Base<string> & { options: { label: string, value: Nested }[], search: boolean }} Choice */

/** @type {Kind<Choice>} */
export const kind = {
  check({ name, options, search }, value) {
    const labels = options.map(({ label }) => label);
    const label = typeof value === "string" ? found(value, labels) : undefined;
    if (label !== undefined) return label;
    if (!search) throw new RangeError(`${name} takes one of: ${labels.join(", ")}; not ${quoted(value)}`);
    const near = hint(String(value), labels) || `some are ${labels.slice(0, 3).join(", ")}`;
    throw new RangeError(`${name} takes one of ${labels.length} names, not ${quoted(value)}; ${near}`);
  },
  feed: ({ options }, value) => flat(/** @type {Nested} */ (options.find(({ label }) => label === value)?.value)),
  read: (text) => text,
  attach: (box, control, host) => (control.search ? searched : selected)(box, control, host),
};

/** @param {HTMLElement} box @param {Choice} control @param {Host} host @returns {Handle} */
function selected(box, control, host) {
  const select = /** @type {HTMLSelectElement} */ (box.querySelector("select"));
  select.addEventListener("change", () => host.set({ [control.name]: select.value }));
  return {
    show: (value) => (select.value = value),
    touched: () => (select.selectedOptions[0]?.defaultSelected ? undefined : select.value),
  };
}

/** @param {HTMLElement} box @param {Choice} control @param {Host} host @returns {Handle} */
function searched(box, control, host) {
  const input = /** @type {HTMLInputElement} */ (box.querySelector("input"));
  const said = /** @type {HTMLElement} */ (box.querySelector(".dnn-said"));
  const list = /** @type {HTMLDataListElement} */ (box.querySelector("datalist"));
  list.replaceChildren(
    ...control.options.map(({ label }) => Object.assign(document.createElement("option"), { value: label })),
  );
  let value = control.value;
  /** What the reader has typed, as a name; undefined, and said, when it is none. */
  const entered = () => {
    const typed = input.value.trim();
    const labels = control.options.map(({ label }) => label);
    const close = holding(typed, labels);
    const label = found(typed, labels) ?? (close.length === 1 ? close[0] : undefined);
    const more = close.length
      ? `There are ${close.length}: ${close.slice(0, 5).join(", ")}${close.length > 5 ? ", …" : ""}. Type one of them.`
      : "Try a more general or a more special word.";
    said.textContent = label || !typed ? "" : `It has no name "${typed}". ${more}`;
    return label;
  };
  /** @param {boolean} leaving */
  const take = (leaving) => {
    const label = entered();
    if (label && label !== value) host.set({ [control.name]: (value = label) });
    if (leaving) input.value = value;
  };
  input.addEventListener("input", () => {
    const exact = control.options.some(({ label }) => label === input.value);
    if (exact) take(false); // picked from the list
  });
  input.addEventListener("change", () => take(Boolean(entered())));
  input.addEventListener("keydown", (event) => event.key === "Enter" && ours(event) && take(false));
  input.addEventListener("focus", () => input.select());
  input.addEventListener("blur", () => {
    if (!said.textContent) input.value = value;
  });
  return {
    show(next) {
      value = next;
      if (document.activeElement !== input) input.value = next;
      said.textContent = "";
    },
    touched: () => (input.value === input.defaultValue ? undefined : entered()),
  };
}

export const style = `
.dnn-choice {
  display: grid;
  grid-template-columns: minmax(0, auto) minmax(0, 1fr);
  gap: 0.25rem 0.5rem;
  justify-items: start;
}
.dnn-choice label { grid-column: 1 / -1; }
.dnn-choice select { min-width: min(9rem, 100%); }
.dnn-frame [data-search] { grid-template-columns: minmax(0, 1fr); }
/* Still there, so that what comes to stand in it is said. */
[data-search] .dnn-said:empty { min-height: 0; }
`;
