/**
 * What is dropped or pasted, and no control takes: it is said where pictures and tables are taken, and kept from the
 * browser, which would open it in place of the page. Nothing is fetched from an address.
 * @import {DnnExplainer} from "./element.js"
 */
import { hosted } from "./source.js";

const EDITED = "input:not([type=file], [type=range], [type=radio], [type=checkbox]), textarea, [contenteditable]";

/** What each kind of control takes, in words. */
const WANTS = {
  photo: { what: "picture", way: "save the picture as a file, and drop that here" },
  points: { what: "table", way: "copy the table's text, and paste it here" },
};

/**
 * @typedef {object} Zone Where something is taken.
 * @property {HTMLElement} box of the control
 * @property {HTMLElement} around it, where a drop is for it
 * @property {keyof typeof WANTS} kind
 */

/** Whether what is dragged comes from this page. */
let own = false;

/** Look after whatever is dropped on the page, or pasted into a figure. */
export function install() {
  const first = { capture: true }; // before controls, which take whatever has files
  addEventListener("dragstart", () => (own = true), first);
  addEventListener("dragend", () => (own = false), first);
  for (const type of /** @type {const} */ (["dragover", "drop", "paste"])) addEventListener(type, given, first);
}

/** @param {DragEvent | ClipboardEvent} event */
function given(event) {
  const target = /** @type {Element} */ (event.composedPath()[0]);
  const data =
    event.type === "paste" ? /** @type {any} */ (event).clipboardData : /** @type {any} */ (event).dataTransfer;
  if (!data || !(target instanceof Element) || target.closest(EDITED)) return;
  const here = zones().find(({ around }) => around.contains(target));
  const what = kind(data);
  if (event.type === "paste" ? here?.kind !== "photo" || what === "files" : !here && (own || what === "text")) return;
  const zone = here ?? nearest(/** @type {DragEvent} */ (event));
  if (!zone || !what) return;
  const takes = here && (what === "files" || (what === "text" && here.kind === "points"));
  const figure = /** @type {DnnExplainer} */ (zone.box.closest("dnn-explainer"));
  // Its control keeps that from the browser, or the figure, which wakes for it.
  if (takes && here.kind === "photo" && figure.dataset.state !== "error") return;
  event.preventDefault();
  if (event.type === "dragover") return;
  if (takes && here.kind === "points") later(here.box, event, data);
  if (takes) return;
  event.stopPropagation();
  const said = /** @type {HTMLElement} */ (zone.box.querySelector(".dnn-said"));
  said.textContent = words(zone, what, data, event.type === "paste" ? "pasted" : "dropped", Boolean(here));
  said.scrollIntoView({ block: "nearest" });
}

/**
 * Every place on the page that takes something; in a host's page, what is dropped beside a figure is the host's.
 * @returns {Zone[]}
 */
function zones() {
  /** @type {NodeListOf<HTMLElement>} */
  const boxes = document.querySelectorAll("dnn-explainer :is(.dnn-photo, .dnn-points)");
  return [...boxes].map((box) => {
    const photo = box.matches(".dnn-photo");
    return { box, around: photo ? (box.closest(".dnn-frame") ?? box) : box, kind: photo ? "photo" : "points" };
  });
}

/** The zone that something has fallen beside. @param {DragEvent} event */
function nearest({ clientY }) {
  const far = (/** @type {Zone} */ { around }) => {
    const { top, bottom } = around.getBoundingClientRect();
    return Math.max(top - clientY, clientY - bottom);
  };
  const ours = zones().filter(({ box }) => !hosted(/** @type {Element} */ (box.closest("dnn-explainer"))));
  return ours.sort((one, other) => far(one) - far(other))[0];
}

/** @param {DataTransfer} data */
function kind(data) {
  const entries = [...data.items].map((item) => item.webkitGetAsEntry?.());
  if (entries.some((entry) => entry?.isDirectory)) return "folder";
  if (data.files.length || (data.types.includes("Files") && !data.types.includes("text/uri-list"))) return "files";
  if (data.types.includes("text/uri-list") || address(data)) return "address";
  return data.types.some((type) => type.startsWith("text/")) ? "text" : "";
}

/** The address that a text is, or "". @param {DataTransfer} data */
function address(data) {
  const text = data.getData("text/uri-list") || data.getData("text");
  const [line = ""] = text
    .trim()
    .split(/\r?\n/)
    .filter((each) => !each.startsWith("#"));
  return /^[a-z][\w+.-]*:\S+$/i.test(line) ? line : "";
}

/**
 * @param {Zone} zone @param {string} what @param {DataTransfer} data @param {string} done "dropped" or "pasted"
 * @param {boolean} inside
 */
function words({ kind }, what, data, done, inside) {
  const wants = WANTS[kind];
  if (what === "folder") return `A folder was ${done}. Open it, and drop one ${wants.what} from it here.`;
  if (what === "address") {
    const host = URL.parse?.(address(data))?.host;
    return `A web address was ${done}${host ? ` (${host})` : ""}. Nothing is fetched from it: ${wants.way}.`;
  }
  if (what === "text") return `A text was ${done}. This figure takes a ${wants.what}: drop it here as a file.`;
  const count = data.files.length;
  const said = count > 1 ? `${count} files were` : "A file was";
  return inside ? "" : `${said} ${done} beside the figure. If it is a ${wants.what}, drop it here.`;
}

/**
 * A table for a figure that sleeps wakes it, and is given to it then.
 * @param {HTMLElement} box @param {Event} event @param {DataTransfer} data
 */
function later(box, event, data) {
  const figure = /** @type {DnnExplainer} */ (box.closest("dnn-explainer"));
  if (figure.dataset.state === "live") return;
  event.stopPropagation();
  const dataTransfer = new DataTransfer();
  for (const file of data.files) dataTransfer.items.add(file);
  if (data.getData("text")) dataTransfer.setData("text", data.getData("text"));
  const again = () => box.dispatchEvent(new DragEvent("drop", { dataTransfer, cancelable: true }));
  figure.ready.then(again, () => {});
}
