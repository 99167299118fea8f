/** One of very many named options: a field to type a part of the name into. @import {Choice, Handle, Host} from "../types" */

/** @param {HTMLElement} box @param {Choice} control @param {Host} host @returns {Handle} */
export function search(box, control, host) {
  const input = /** @type {HTMLInputElement} */ (box.querySelector("input"));
  const said = /** @type {HTMLElement} */ (box.querySelector(".dnn-said"));
  const list = /** @type {HTMLDataListElement} */ (box.querySelector("datalist"));
  list.replaceChildren(...control.options.map(({ label }) => Object.assign(document.createElement("option"), { value: label })));
  let value = control.value;
  /** What the reader has typed, as a name; undefined, and said, when it is none. */
  const entered = () => {
    const typed = input.value.trim().toLowerCase();
    const labels = control.options.map(({ label }) => label);
    const close = labels.filter((label) => label.toLowerCase().includes(typed));
    const found = labels.find((label) => label.toLowerCase() === typed) ?? (typed && close.length === 1 ? close[0] : undefined);
    const more = close.length ? `There are ${close.length}: ${close.slice(0, 5).join(", ")}${close.length > 5 ? ", …" : ""}.` : "Try a more general or a more special word.";
    said.textContent = found ? "" : typed ? `It has no name "${input.value.trim()}". ${more}` : "";
    return found;
  };
  /** @param {boolean} leaving */
  const take = (leaving) => {
    const found = entered();
    if (found && found !== value) host.set({ [control.name]: (value = found) });
    if (leaving) input.value = value;
  };
  input.addEventListener("input", () => {
    const exact = control.options.some(({ label }) => label === input.value);
    if (exact) take(false); // picked from the list
  });
  input.addEventListener("change", () => take(Boolean(entered())));
  input.addEventListener("keydown", (event) => event.key === "Enter" && take(false));
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
