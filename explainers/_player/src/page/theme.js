// Twin: _core/picture/theme.py
/** Light or dark, as the page around the figure has it. @import {Mode} from "../types" */

const TOKEN = /var\(--([a-z_]+)\)/g;

/**
 * A copy of nested lists and objects in which every `var(--token)` is that token's color. Lists of numbers, which may
 * be long, hold none and are shared.
 * @param {any} node
 * @param {Record<string, string>} colors
 * @returns {any}
 */
export function paint(node, colors) {
  if (typeof node === "string") return node.replace(TOKEN, (whole, token) => colors[token] ?? whole);
  if (Array.isArray(node))
    return node.every((item) => typeof item === "number") ? node : node.map((item) => paint(item, colors));
  if (!node || typeof node !== "object") return node;
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, paint(value, colors)]));
}

const prefersDark = () => matchMedia("(prefers-color-scheme: dark)");

/**
 * What theme.css has made of Material's switch or the page's `data-theme`, so that a figure is as its frame is; without
 * theme.css, what the reader's system asks for.
 * @param {Element} element
 * @returns {Mode}
 */
export function mode(element) {
  const scheme = getComputedStyle(element).colorScheme;
  if (scheme === "dark") return scheme;
  if (scheme.includes("only")) return "light";
  return prefersDark().matches ? "dark" : "light";
}

/**
 * Call back when the mode may have changed; the function returned stops that.
 * @param {Element} element
 * @param {() => void} changed
 */
export function watch(element, changed) {
  const observer = new MutationObserver(changed);
  const attributeFilter = ["data-md-color-scheme", "data-theme"];
  const own = element.closest("[data-theme]");
  for (const node of new Set([document.documentElement, document.body, own ?? document.body]))
    observer.observe(node, { attributeFilter });
  const media = prefersDark();
  media.addEventListener("change", changed);
  return () => {
    observer.disconnect();
    media.removeEventListener("change", changed);
  };
}

/** Whether the reader asks for less motion. */
export const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
