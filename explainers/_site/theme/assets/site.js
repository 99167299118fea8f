/**
 * What the pages' frame does: theme, search, copy buttons, tooltips, and the course's progress.
 * Every page reads without it.
 */

import { progress } from "./progress.js";
import { search } from "./search.js";

const header = document.querySelector(".site-header");
const base = new URL(`${header.dataset.base}/`, location.href);

/** Storage may be blocked; then a choice lasts for one page. */
const stored = {
  get(key) {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  },
  set(key, value) {
    try {
      if (value === null) localStorage.removeItem(key);
      else localStorage.setItem(key, value);
    } catch {
      /* nothing to do */
    }
  },
};

function theme() {
  const body = document.body;
  const bars = document.querySelectorAll("meta[name=theme-color]"); // of what an installed app or a phone has around it
  const show = (dark) => {
    body.dataset.mdColorScheme = dark ? "slate" : "default";
    for (const bar of bars) bar.content = getComputedStyle(body).backgroundColor;
  };
  if (stored.get("dnn-theme")) show(stored.get("dnn-theme") === "dark");
  header.querySelector(".tool-theme").addEventListener("click", () => {
    const dark = body.dataset.mdColorScheme !== "slate";
    show(dark);
    stored.set("dnn-theme", dark ? "dark" : "light");
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", (event) => {
    if (!stored.get("dnn-theme")) show(event.matches);
  });
  // Paper is light.
  let dark = false;
  addEventListener("beforeprint", () => {
    dark = body.dataset.mdColorScheme === "slate";
    show(false);
  });
  addEventListener("afterprint", () => show(dark));
}

function contents() {
  const panel = header.querySelector(".contents");
  const close = (focus) => {
    panel.open = false;
    if (focus) panel.querySelector("summary").focus();
  };
  document.addEventListener("click", (event) => {
    if (!panel.contains(event.target)) close(false);
  });
  panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && panel.open) close(true);
  });
  panel.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !panel.contains(event.relatedTarget)) close(false);
  });
}

/** A tooltip stands under its word, but never past the edge of the text; Escape hides it. */
function terms() {
  for (const term of document.querySelectorAll(".term")) {
    const tip = term.querySelector(".term-tip");
    const place = () => {
      term.classList.remove("dismissed");
      const around = tip.offsetParent;
      const box = around.getBoundingClientRect();
      const times = box.width / around.offsetWidth || 1; // something around it may show it larger
      const room = around.offsetWidth - tip.offsetWidth;
      const wanted = (term.getClientRects()[0].left - box.left) / times;
      tip.style.left = `${Math.max(0, Math.min(wanted, room))}px`;
    };
    term.addEventListener("pointerenter", place);
    term.addEventListener("focus", place);
  }
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const term of document.querySelectorAll(".term:hover, .term:focus")) term.classList.add("dismissed");
  });
}

function copies() {
  if (!navigator.clipboard) return;
  for (const box of document.querySelectorAll(".highlight")) {
    const button = Object.assign(document.createElement("button"), {
      type: "button",
      className: "copy",
      textContent: "Copy",
    });
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(box.querySelector("pre").textContent);
      button.textContent = "Copied";
      setTimeout(() => {
        button.textContent = "Copy";
      }, 2000);
    });
    box.append(button);
  }
}

theme();
contents();
progress(base);
terms();
copies();
// Without a network: begins a while after the page has come, as a figure may need the line, and takes its time.
addEventListener("load", () => setTimeout(() => import("./explainers/offline.js"), 1500));
search(document.querySelector("dialog.search"), header.querySelector(".tool-search"), base, stored);
