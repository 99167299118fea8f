/**
 * Places in the figure that a reader drags, and with them the numbers of other controls. They have no value of their
 * own: where they stand, and what they ask of the others, the model says.
 * @import {Handle, Host, Kind} from "../types"
 */
import { holdable } from "./parts/hold.js";
import { nearest } from "./slider.js";

/**
 * @typedef {object} Handles
 * @property {string} name
 * @property {string} input that is given places
 * @property {[string, string]} at outputs: where they stand
 * @property {Record<string, string>} gives output of what each of these controls is asked to be
 * @property {[string, string]} panel
 * @property {[string, ...any[]] | null} when
 */

/** @type {Kind<Handles>} */
export const kind = { attach };

/** @param {HTMLElement} _ @param {Handles} control @param {Host} host @returns {Handle} */
function attach(_, control, host) {
  /** @type {HTMLElement[]} */
  const grips = [];
  /** Where they have been put by hand; it holds while the controls say what came of that. */
  let put = { said: "", places: /** @type {[number, number][]} */ ([]) };
  /** The one that is held. */
  let held = -1;
  let asking = false;
  /** Where the controls are to follow to. @type {[number, number][] | null} */
  let wanted = null;

  const said = () => {
    const values = host.values();
    return Object.keys(control.gives)
      .map((name) => values[name])
      .join();
  };

  /** @returns {[number, number][]} */
  function places() {
    if (put.places.length && (held >= 0 || put.said === said())) return put.places;
    const [x, y] = control.at.map((name) => host.read(name));
    return Array.from(x, (_, i) => [x[i], y[i]]);
  }

  /** Have the controls follow, once for all moves that come meanwhile. @param {[number, number][]} places */
  async function follow(places) {
    put.places = wanted = places;
    if (asking) return;
    asking = true;
    try {
      while (wanted) {
        const here = /** @type {[number, number][]} */ (wanted);
        const asked = await host.ask(control.input, here.flat(), Object.values(control.gives));
        if (!wanted) break; // taken back
        if (wanted === here) wanted = null;
        const values = Object.entries(control.gives).map(([name, output]) => [
          name,
          nearest(host.control(name), asked[output][0]),
        ]);
        if (values.some(([, value]) => Number.isNaN(value))) continue; // two handles at one place hold no line
        const painted = host.set(Object.fromEntries(values));
        put.said = said();
        await painted;
      }
    } finally {
      asking = false;
    }
  }

  /** @param {number} i */
  function grip(i) {
    const made = Object.assign(document.createElement("span"), { className: "dnn-grip", ariaHidden: "true" });
    holdable(made, (event) => {
      event.preventDefault();
      const [from, all] = [{ said: said(), places: places() }, host.values()];
      const values = Object.fromEntries(Object.keys(control.gives).map((name) => [name, all[name]]));
      put = { ...from };
      held = i;
      return {
        move(event) {
          const at = host.locate(event, control.panel);
          if (at) follow(put.places.map((place, each) => (each === i ? at : place)));
        },
        back() {
          [put, wanted] = [from, null];
          host.set(values);
        },
        end: () => (held = -1),
      };
    });
    host.stage.append(made);
    return made;
  }

  return {
    show() {},
    refresh() {
      const there = host.applies(control);
      for (const [i, at] of places().entries()) {
        grips[i] ??= grip(i);
        const place = there && Number.isFinite(at[0] + at[1]) && host.place(at, control.panel);
        grips[i].hidden = !place;
        if (place) Object.assign(grips[i].style, { left: `${place[0]}px`, top: `${place[1]}px` });
        if (grips[i].parentElement !== host.stage) host.stage.append(grips[i]);
      }
    },
    close() {
      for (const made of grips) made.remove();
    },
  };
}

export const style = `
/* In the page there is nothing of them: they stand in the figure. */
.dnn-control.dnn-handles { display: none; }
.dnn-grip {
  position: absolute;
  width: 2.75rem;
  height: 2.75rem;
  margin: -1.375rem 0 0 -1.375rem;
  cursor: grab;
  touch-action: none;
}
.dnn-grip:active { cursor: grabbing; }
.dnn-grip::after {
  position: absolute;
  inset: 0.875rem;
  background: var(--dnn-paper);
  border: 3px solid var(--dnn-ink);
  border-radius: 50%;
  content: "";
}
.dnn-grip[hidden] { display: none; }
@media print { .dnn-grip { display: none; } }
`;
