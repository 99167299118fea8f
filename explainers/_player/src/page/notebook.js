/**
 * A figure in a notebook: its kernel hands over what it needs, and what the reader sets goes there and back.
 * @import {Model} from "../types"
 * @import {DnnExplainer} from "./element.js"
 */
import { moving, sent } from "../controls/parts/photos.js";
import { supplied } from "./source.js";

const REST = 150; // ms that lie between two words to the kernel, while the reader drags
const DARK = 0.2; // of the light of white: what is darker is a dark page

/**
 * Show a figure in an element; `signal` ends it.
 * @param {{ model: Model, el: HTMLElement, read: import("../types").Supply["file"], signal: AbortSignal }} given
 */
export async function mount({ model, el, read, signal }) {
  const [style, about] = (await Promise.all(["style.css", "about.json"].map((file) => read(file)))).map((bytes) =>
    new TextDecoder().decode(bytes),
  );
  const facts = JSON.parse(about);
  const early = new Map();
  await Promise.all(facts.early.map(async (/** @type {string} */ file) => early.set(file, await read(file))));
  if (signal.aborted) return;
  const home = make("div", { className: "dnn-home" });
  // The keys of a control are not the notebook's: there they would move from cell to cell, or delete one.
  home.addEventListener("focusin", ({ target }) => {
    /** @type {HTMLElement} */ (target).dataset.lmSuppressShortcuts = "true"; // Jupyter looks at what has the focus
  });
  for (const type of ["keydown", "keyup", "keypress"]) home.addEventListener(type, (event) => event.stopPropagation());
  const figure = /** @type {DnnExplainer} */ (document.createElement("dnn-explainer"));
  figure.setAttribute("name", facts.name);
  const caption = make("figcaption");
  caption.append(make("strong", { textContent: facts.title }), ` ${facts.description}`);
  const frame = make("figure");
  frame.append(figure, caption);
  home.append(make("style", { textContent: style }), frame);
  const link = () => model.get("link");
  const values = () => taken(link() ? facts.values : model.get("values"));
  const ends = [
    supplied(figure, { files: facts.files, early, file: read, values, link }),
    lit(home),
    spoken(model, figure),
    () => home.remove(),
    () => figure.disconnectedCallback(), // which may have been out of the page by then
  ];
  signal.addEventListener("abort", () => ends.map((end) => end()));
  el.replaceChildren(home);
}

/** @param {string} name @param {object} [given] */
const make = (name, given) => Object.assign(document.createElement(name), given);

/** Values as the kernel has them, as a figure takes them. @param {Record<string, any>} values */
const taken = (values) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value?.pixels ? picture(value) : value]));

/** @param {{ size: number, pixels: DataView }} given red, green and blue of each pixel */
function picture({ size, pixels }) {
  const found = new ImageData(size, size);
  for (let i = 0; i < size * size; i++)
    for (let c = 0; c < 4; c++) found.data[4 * i + c] = c < 3 ? pixels.getUint8(3 * i + c) : 255;
  return found;
}

/** A value, or a photo of the reader's own, as text. @param {any} value */
const text = (value) =>
  String(value?.pixels ? new Uint8Array(value.pixels.buffer, value.pixels.byteOffset, value.pixels.byteLength) : value);

/**
 * Tell the kernel what the figure is set to, and the figure what the kernel sets.
 * @param {Model} model
 * @param {DnnExplainer} figure
 */
function spoken(model, figure) {
  let timer = 0;
  /** What the figure has said last, and the kernel does not know yet. @type {any} */
  let news;
  /** What both know, as texts. @type {Record<string, string>} */
  let known = texts(model.get("values"));
  const tell = () => {
    timer = 0;
    if (!news) return;
    // A film stays here; what it ends with is a photo
    if (Object.values(news.values).some(moving)) return void (timer = setTimeout(tell, REST));
    const { values, step, link } = news;
    news = undefined;
    const given = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, sent(value) ?? value]));
    const said = texts(given);
    if (Object.keys(said).some((name) => said[name] !== known[name])) model.set("values", given);
    known = said;
    model.set("step", step);
    model.set("link", link());
    model.save_changes();
    timer = setTimeout(tell, REST);
  };
  const heard = () => {
    const values = model.get("values");
    const said = texts(values);
    const other = Object.keys(values).filter((name) => said[name] !== known[name]);
    known = said;
    if (!other.length) return;
    news = undefined; // older than that
    figure
      .set(taken(Object.fromEntries(other.map((name) => [name, values[name]]))))
      .catch((error) => console.error(error));
  };
  // What is set is told at once: a large network paints it seconds later, and the next cell may ask before that.
  for (const type of ["explainer-set", "explainer-update"])
    figure.addEventListener(type, (event) => {
      news = /** @type {CustomEvent} */ (event).detail;
      if (!timer) tell();
    });
  model.on("change:values", heard);
  return () => {
    clearTimeout(timer);
    model.off("change:values", heard);
  };
}

/** @param {Record<string, any>} values @returns {Record<string, string>} */
const texts = (values) => Object.fromEntries(Object.entries(values).map(([name, value]) => [name, text(value)]));

/**
 * Light or dark as the page behind it is; the function returned stops looking.
 * @param {HTMLElement} home
 */
function lit(home) {
  const look = () => {
    const theme = light(home) < DARK ? "dark" : "light";
    if (home.dataset.theme !== theme) home.dataset.theme = theme;
  };
  // A host changes its theme by an attribute, and may load the style for it after that.
  const observer = new MutationObserver(() => (look(), setTimeout(look, 500)));
  for (const node of [document.documentElement, document.body]) observer.observe(node, { attributes: true });
  const seen = new ResizeObserver(look); // once it is in the page
  seen.observe(home);
  return () => (observer.disconnect(), seen.disconnect());
}

/** How light the page is behind an element, from 0 to 1. @param {Element} element */
function light(element) {
  const pixel = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  for (let node = /** @type {Node | null} */ (element.parentNode); node && pixel; node = node.parentNode) {
    if (node instanceof ShadowRoot) node = node.host;
    if (!(node instanceof Element)) break;
    pixel.clearRect(0, 0, 1, 1);
    pixel.fillStyle = getComputedStyle(node).backgroundColor; // in whatever way it is written
    pixel.fillRect(0, 0, 1, 1);
    const [red, green, blue, opacity] = pixel.getImageData(0, 0, 1, 1).data;
    if (opacity > 127) return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
  }
  return 1;
}
