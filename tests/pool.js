// What tests ask of a page that stays open between them: how it looks, that it be again as it opened, and what it has
// put off.
window.tests = (() => {
  const NOTE = "dnn-onnxruntime"; // says what is in the cache, which stays

  // What the page puts off, so that it is done before the next test and not during it.
  const later = new Map();
  const { setTimeout: put, clearTimeout: drop } = window;
  window.setTimeout = (task, delay, ...given) => {
    const id = put(() => (later.delete(id), task(...given)), delay);
    later.set(id, () => task(...given));
    return id;
  };
  window.clearTimeout = (id) => (later.delete(id), drop(id));
  const soon = () => [...later].forEach(([id, task]) => (window.clearTimeout(id), task()));

  // Whether a pointer has been anywhere but in the corner where it rests.
  let pointed = false;
  for (const type of ["pointermove", "pointerdown", "pointerup"])
    addEventListener(
      type,
      ({ isTrusted, clientX, clientY }) => {
        if (isTrusted) pointed = type !== "pointermove" || clientX > 0 || clientY > 0;
      },
      { capture: true, passive: true },
    );

  /** Whether the page is in front, of this size, and seen by such a reader, with the pointer in its corner. */
  const shown = ({ width, height, scheme, motion }) =>
    document.hasFocus() &&
    !pointed &&
    innerWidth === width &&
    innerHeight === height &&
    matchMedia(`(prefers-color-scheme: ${scheme})`).matches &&
    matchMedia(`(prefers-reduced-motion: ${motion})`).matches;

  let shift = 0;
  new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => (shift += value))).observe({
    type: "layout-shift",
    buffered: true,
  });

  /** Every drawn node of a figure: what it is, where, and how it looks. Those of traces and shapes lie one over the
   * other, in an order that counts; the lines of a grid do not. */
  function picture(element) {
    const layered = ".trace, .shapelayer, .contourlayer";
    let order = 0;
    const pictures = (element.querySelector(".dnn-pictures")?.drawn ?? []).map(({ image, place, pixels }, i) => {
      const sum = pixels().reduce((hash, value) => (Math.imul(hash, 31) + value) | 0, 0);
      return `${String(i).padStart(5)} picture ${place.map((px) => px.toFixed(3))} ${image.opacity ?? 1} ${sum}`;
    });
    const nodes = Array.from(
      element.querySelectorAll(".js-plotly-plot:last-child:not([hidden] *) svg :is(path, text, image, rect)"),
      (node) => {
        const style = getComputedStyle(node);
        return [
          node.closest(".dnn-areas") ? `area ${[...node.parentNode.children].indexOf(node)}` : "",
          node.closest(layered) ? String(++order).padStart(5) : "",
          node.tagName,
          ...["d", "transform", "x", "y", "width", "height", "href"].map((name) => node.getAttribute(name) ?? ""),
          ...["stroke", "stroke-width", "stroke-dasharray", "fill", "opacity"].map((name) => style[name]),
          node.textContent,
        ].join(" ");
      },
    );
    return [...pictures, ...nodes].sort();
  }

  /** A part of the page as text, but for what means nothing: a figure's own nodes, which `picture` tells of; the order
   * of attributes; a class or style that has come to hold none; an announcement under way. */
  function markup(node) {
    if (node.nodeType !== Node.ELEMENT_NODE) return node.nodeType === Node.TEXT_NODE ? node.data : "";
    const attributes = Array.from(node.attributes, ({ name, value }) => `${name}=${JSON.stringify(value)}`);
    const said = attributes.filter((each) => !/^(class|style)=""$|^aria-busy=/.test(each)).sort();
    // A program that is closed follows nothing.
    const inside = node.matches(".dnn-live, .dnn-listing:not([open]) code, .dnn-kept[hidden]")
      ? []
      : Array.from(node.childNodes, markup);
    return `<${[node.localName, ...said].join(" ")}>${inside.join("")}`;
  }

  const fields = (root) =>
    Array.from(root.querySelectorAll("input, select"), ({ value, checked, disabled, max }) => [
      value,
      checked,
      disabled,
      max,
    ]);
  const ink = (root) => Array.from(root.querySelectorAll(".dnn-controls canvas"), (canvas) => canvas.toDataURL());

  /** What of a figure can be seen. */
  const seen = (element) =>
    JSON.stringify([
      element.dataset.state,
      element.values,
      markup(element),
      fields(element),
      ink(element),
      picture(element),
    ]);

  /**
   * All that one test could leave to the next, part by part. compiled: the figures whose model is so small that its
   * numbers are looked at.
   */
  async function look(compiled) {
    const figures = [...document.querySelectorAll("dnn-explainer")];
    const numbers = figures.filter(({ name }) => compiled.includes(name)).map(({ outputs }) => Object.values(outputs));
    const parts = {
      address: location.href,
      stored: JSON.stringify(
        [localStorage, sessionStorage].map((each) => Object.entries(each).filter(([key]) => key !== NOTE)),
      ),
      place: `${scrollX} ${scrollY} ${innerWidth} ${innerHeight}`,
      focus: document.activeElement === document.body ? "" : document.activeElement.outerHTML,
      selection: String(getSelection()),
      globals: Object.keys(window).join(),
      root: document.documentElement.cloneNode().outerHTML,
      body: markup(document.body),
      fields: JSON.stringify(fields(document)),
      ink: ink(document).join(),
      values: JSON.stringify(figures.map(({ values }) => values)),
      outputs: Float32Array.from(numbers.flat(Infinity)),
      picture: figures.map((each) => picture(each).join("\n")).join("\n"),
      motion: `${document.getAnimations().filter(({ playState }) => playState === "running").length} move`,
    };
    const digest = async (part) => {
      const bytes = await crypto.subtle.digest(
        "SHA-1",
        typeof part === "string" ? new TextEncoder().encode(part) : part,
      );
      return String(new Uint32Array(bytes));
    };
    return Object.fromEntries(
      await Promise.all(Object.entries(parts).map(async ([name, part]) => [name, await digest(part)])),
    );
  }

  function forget() {
    for (const each of [localStorage, sessionStorage])
      for (const key of Object.keys(each)) if (key !== NOTE) each.removeItem(key);
  }

  // What the page itself has put on `window`; its figures as they came; its parts.
  const own = { names: new Set(), figures: new Map(), parts: {} };
  /** The page has opened: this is how it is. compiled: see look. Its parts. */
  async function opened(compiled) {
    own.names = new Set(Object.keys(window));
    tidy();
    for (const element of document.querySelectorAll("dnn-explainer")) own.figures.set(element, seen(element));
    own.parts = await look(compiled);
    return Object.keys(own.parts);
  }

  /** The parts of it that do not look as when it opened. */
  async function unlike(compiled) {
    const now = await look(compiled);
    return Object.keys(now).filter((part) => now[part] !== own.parts[part]);
  }

  /** What the page keeps outside of its figures, as it opened. */
  function tidy() {
    for (const name of Object.keys(window)) if (!own.names.has(name)) delete window[name];
    forget();
    document.activeElement.blur();
    getSelection().removeAllRanges();
    document.querySelector("dialog[open]")?.close();
    for (const details of document.querySelectorAll("details[open]")) details.open = false;
    for (const tip of document.querySelectorAll(".term-tip")) tip.removeAttribute("style");
    for (const tick of document.querySelectorAll("a[data-page] .read")) {
      tick.previousSibling.remove();
      tick.remove();
    }
    // Tab begins at the top again.
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute("tabindex");
    document.body.blur();
    history.replaceState(null, "", location.pathname + location.search);
    scrollTo(0, 0);
  }

  /**
   * Everything as the page opened, by the figures' own way back, and by hand where there is none. The parts that are
   * not, or "state" where a figure is not alive.
   */
  async function back(compiled) {
    tidy();
    soon();
    document.body.dataset.mdColorScheme = "default";
    for (const [element, first] of own.figures) {
      if (element.dataset.state !== "live") return ["state"];
      await element.set({}); // answered after what has been set going
      if (seen(element) === first) continue;
      for (const said of element.querySelectorAll(".dnn-said")) said.textContent = "";
      for (const late of element.querySelectorAll(".dnn-own, .dnn-address")) late.hidden = true;
      for (const canvas of element.querySelectorAll(".dnn-own canvas")) canvas.width *= 1; // blank again
      for (const field of element.querySelectorAll(".dnn-address")) field.value = "";
      for (const option of element.querySelectorAll(":is([name=speed], [name=stop]) option"))
        option.selected = option.defaultSelected || !option.value; // never to stop
      for (const field of element.querySelectorAll("[name=stop_at], [name$=_new]")) {
        field.value = field.defaultValue;
        field.hidden ||= field.name === "stop_at";
      }
      const kept = [...element.querySelectorAll("li:not([hidden]) [name=forget]")];
      for (const button of kept.reverse()) button.click();
      for (let frame = 0; kept.length && frame < 10; frame++) await new Promise(requestAnimationFrame);
      element.querySelector("button[name=defaults]").click();
      await element.set({});
      for (const button of element.querySelectorAll("[name=keep]")) button.removeAttribute("aria-disabled");
      for (const notice of element.querySelectorAll(".dnn-notice")) {
        notice.textContent = "";
        notice.hidden = true;
      }
    }
    for (const goal of document.querySelectorAll("dnn-goal")) {
      delete goal.dataset.record;
      goal.dataset.state = "open";
    }
    for (const place of document.querySelectorAll(".dnn-reached")) place.textContent = "";
    soon();
    tidy();
    return unlike(compiled);
  }

  return {
    picture,
    shown,
    forget,
    opened,
    unlike,
    back,
    get shift() {
      return shift;
    },
  };
})();
