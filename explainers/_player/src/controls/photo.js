// Twin: _core/controls/photo.py
/**
 * A photograph: samples, the reader's own file, the camera, and the square part of it that counts.
 * @import {Handle, Host, Kind} from "../types"
 * @import {Photo} from "./parts/photos.js"
 */
import { failure } from "../page/failure.js";
import { small } from "../page/source.js";
import { within } from "../picture/pointer.js";
import { holdable } from "./parts/hold.js";
import { arrow } from "./parts/keys.js";
import { read } from "./parts/own.js";
import { check, feed, keep, linked, parts, picture, prepare, put, spelled, square } from "./parts/photos.js";
import { camera } from "./parts/stream.js";
import { drawn, show } from "./parts/view.js";

const STEP = 0.02; // of the photo, for an arrow key

/** @type {Kind<Photo>} */
export const kind = { check, feed, put, read: (text) => text, said, prepare, linked, attach };

/** @param {Photo} control @param {string} value */
function said({ samples }, value) {
  return samples.find(({ name }) => name === parts(value).name)?.label ?? "your own photo";
}

/** @param {HTMLElement} box @param {Photo} control @param {Host} host @returns {Handle} */
function attach(box, control, host) {
  /** @template {Element} T @param {string} selector @returns {T} */
  const find = (selector) => /** @type {T} */ (box.querySelector(selector));
  const radios = /** @type {HTMLInputElement[]} */ ([...box.querySelectorAll("input[type=radio]")]);
  const file = /** @type {HTMLInputElement} */ (find("input[type=file]"));
  const part = /** @type {HTMLCanvasElement} */ (find(".dnn-part canvas"));
  const zoom = /** @type {HTMLInputElement} */ (find("input[type=range]"));
  const said = /** @type {HTMLElement} */ (find(".dnn-said"));
  const mine = /** @type {HTMLElement} */ (find(".dnn-own"));
  const stage = /** @type {HTMLElement} */ (box.closest(".dnn-frame"));
  let value = String(control.value);

  for (const image of box.querySelectorAll("img")) {
    const { value: name } = /** @type {HTMLInputElement} */ (image.previousElementSibling);
    if (!image.getAttribute("src")) image.src = small(name);
  }

  /** @param {unknown} text */
  const say = (text) => (said.textContent = String(text));
  /** @param {string} next */
  const choose = (next) => {
    film.leave();
    host.set({ [control.name]: next });
  };

  /** Counts what the reader has chosen: a large file that is ready late does not replace a later choice. */
  let choices = 0;
  /**
   * Whether a photo of one's own could be taken.
   * @param {() => Promise<{ picture: import("./parts/photos.js").Picture, said: string }>} take
   */
  async function take(take) {
    const turn = ++choices;
    try {
      const found = await take();
      if (turn !== choices) return false;
      const name = keep(control, found.picture);
      own(found.picture, name);
      say(found.said);
      choose(name);
      return true;
    } catch (error) {
      if (turn === choices) say(failure(error, "This picture cannot be opened.").message);
      return false;
    }
  }

  /** Have it among those to choose from. @param {import("./parts/photos.js").Picture} found @param {string} name */
  function own(found, name) {
    latest = name;
    mine.hidden = false;
    const canvas = /** @type {HTMLCanvasElement} */ (mine.querySelector("canvas"));
    const { left, top, side } = square(found, null);
    canvas.getContext("2d")?.drawImage(drawn(found), left, top, side, side, 0, 0, canvas.width, canvas.height);
  }

  /** The reader's own photo, as a value. */
  let latest = "";
  mine.hidden = true; // in a copy of these controls, the photo is not there any more
  for (const radio of radios) {
    radio.addEventListener("change", () => {
      choices++;
      if (radio.checked) choose(radio.value === "own" ? latest : radio.value);
    });
  }
  file.addEventListener("change", () => {
    const [chosen] = file.files ?? [];
    file.value = ""; // the same file may be chosen again
    if (chosen) take(() => read(control, chosen));
  });
  stage.addEventListener("dragover", (event) => {
    if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
  });
  stage.addEventListener("drop", (event) => handed(event, event.dataTransfer));
  stage.tabIndex = -1; // so that a click beside the controls says which figure a picture is pasted into
  stage.addEventListener("paste", (event) => handed(event, event.clipboardData));

  /** Take a picture among what is dropped or pasted. @param {Event} event @param {DataTransfer | null} data */
  function handed(event, data) {
    const files = [...(data?.files ?? [])];
    const chosen = files.find(({ type }) => type.startsWith("image/")) ?? files[0];
    if (!chosen) return;
    event.preventDefault();
    take(async () => {
      const found = await read(control, chosen);
      const which = files.length > 1 ? `Of ${files.length} files, ${chosen.name} is used.` : "";
      return { ...found, said: `${found.said} ${which}`.trim() };
    });
  }

  const film = camera(box, control, host, {
    say,
    take,
    /** @param {boolean} on */
    filmed(on) {
      find(".dnn-part").toggleAttribute("hidden", on);
      if (!on) return follow(String(host.values()[control.name])); // its last frame is a photo now
      for (const radio of radios) radio.checked = false;
    },
  });
  box.addEventListener("click", (event) => {
    const button = /** @type {HTMLElement} */ (event.target).closest("button");
    if (button) film.buttons[button.name]?.();
  });

  // The square. Its corner follows the pointer; the wheel and the page's scrolling are left alone.
  /** @param {number} left in px of the photo @param {number} top @param {number} side */
  function cut(left, top, side) {
    const found = picture(control, value);
    if (!found) return;
    const { width, height } = found;
    const shares = [
      Math.max(0, Math.min(left, width - side)) / width,
      Math.max(0, Math.min(top, height - side)) / height,
      side / Math.min(width, height),
    ];
    value = spelled(parts(value).name, shares); // at once: the model's answer may take longer than the next key
    paint();
    choose(value);
  }
  const now = () => {
    const found = picture(control, value);
    return found && { ...square(found, parts(value).square), found, scale: part.offsetWidth / found.width };
  };
  holdable(part, (event) => {
    const begun = now();
    if (!begun) return;
    const [before, [x, y]] = [value, within(event, part)];
    return {
      move(event) {
        const here = now();
        const [left, top] = within(event, part);
        if (here) cut(begun.left + (left - x) / here.scale, begun.top + (top - y) / here.scale, here.side);
      },
      back() {
        value = before;
        paint();
        choose(before);
      },
    };
  });
  part.addEventListener("keydown", (event) => {
    const [way, here] = [arrow(event), now()];
    if (!way || !here) return;
    event.preventDefault();
    cut(here.left + way[0] * STEP * here.found.width, here.top - way[1] * STEP * here.found.height, here.side);
    const [across, down] = parts(value).square ?? [];
    say(`The square begins ${percent(across)} from the left and ${percent(down)} from the top.`);
  });
  zoom.addEventListener("input", () => {
    const here = now();
    if (!here) return;
    const side = Math.min(here.found.width, here.found.height) / zoom.valueAsNumber;
    cut(here.left + (here.side - side) / 2, here.top + (here.side - side) / 2, side);
  });

  function paint() {
    const here = now();
    if (!here) return;
    const { found, side } = here;
    show(part, here);
    const times = Math.min(found.width, found.height) / side;
    zoom.value = String(times);
    find("output").textContent = `${times.toFixed(1)}×`;
    zoom.setAttribute("aria-valuetext", `${times.toFixed(1)} times`);
  }

  /** @param {string} next */
  function follow(next) {
    value = next;
    if (film.shows(next)) return;
    const { name } = parts(next);
    const found = linked(next) ? undefined : picture(control, next);
    if (found && name !== parts(latest).name) own(found, next); // a film has ended with it, or a host handed it over
    for (const radio of radios) radio.checked = radio.value === (linked(next) ? name : "own");
    if (picture(control, next)) paint();
    else prepare(control, next).then(paint, () => {});
  }

  return {
    show: follow,
    touched() {
      const chosen = radios.find(({ checked, defaultChecked }) => checked && !defaultChecked);
      const [early] = file.files ?? [];
      file.value = "";
      if (early) take(() => read(control, early));
      return chosen && chosen.value !== "own" ? chosen.value : undefined;
    },
    close: film.close,
  };
}

/** @param {number} share */
const percent = (share) => `${Math.round(share * 100)}%`;

export const style = `
.dnn-photo { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0.6rem; align-content: start; }
.dnn-photos { display: grid; grid-template-columns: repeat(auto-fill, minmax(2.75rem, 1fr)); gap: 0.4rem; }
.dnn-photos label { position: relative; display: block; aspect-ratio: 1; cursor: pointer; }
.dnn-photos :is(img, canvas) {
  display: block;
  box-sizing: border-box;
  width: 100%;
  height: 100%;
  object-fit: cover;
  border: 1px solid var(--dnn-line);
  border-radius: 0.4rem;
  background: var(--dnn-surface);
}
.dnn-frame .dnn-photos input {
  position: absolute;
  inset: 0;
  width: 100%;
  height: 100%;
  min-height: 0;
  margin: 0;
  opacity: 0;
  cursor: pointer;
}
.dnn-photos input:checked + * { outline: 3px solid var(--dnn-accent); outline-offset: 1px; }
@media (forced-colors: active) { .dnn-photos input:checked + * { outline-color: Highlight; } }
.dnn-photos input:focus-visible + * { outline: 3px solid var(--dnn-ink); outline-offset: 2px; }
.dnn-frame .dnn-button {
  position: relative;
  display: inline-flex;
  align-items: center;
  box-sizing: border-box;
  min-height: 2.25rem;
  padding: 0.25rem 0.8rem;
  border: 1px solid var(--dnn-line);
  border-radius: 0.5rem;
  overflow: hidden;
  cursor: pointer;
}
.dnn-frame .dnn-button input { position: absolute; inset: 0; opacity: 0; cursor: pointer; font-size: 0; }
.dnn-button:focus-within { outline: 3px solid var(--dnn-accent); outline-offset: 2px; }
.dnn-camera { display: grid; gap: 0.5rem; }
.dnn-camera video { width: 100%; max-width: 20rem; border-radius: 0.5rem; background: var(--dnn-surface); }
.dnn-film video { max-width: 8rem; }
.dnn-frame .dnn-part { margin: 0; padding: 0; font: inherit; background: none; border: 0; box-shadow: none; }
.dnn-frame .dnn-part summary {
  min-height: 2.25rem;
  margin: 0;
  padding: 0;
  color: var(--dnn-muted);
  font: inherit;
  font-size: 0.875rem;
  line-height: 2.25rem;
  background: none;
  cursor: pointer;
  list-style: revert;
}
.dnn-frame .dnn-part summary::before, .dnn-frame .dnn-part summary::after { display: none; }
.dnn-part[open] { display: grid; gap: 0.25rem; }
.dnn-part canvas {
  display: block;
  max-width: 100%;
  max-height: 11rem;
  margin: 0 auto;
  border-radius: 0.4rem;
  cursor: move;
  touch-action: none;
}
/* Still there, so that what comes to stand in it is said. */
.dnn-photo .dnn-said:empty { min-height: 0; }
`;
