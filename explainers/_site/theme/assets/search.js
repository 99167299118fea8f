/** Search in the index that the site's build makes. Nothing is fetched before it is opened, and nothing is sent. */

const SHOWN = 12;
const TITLE_WEIGHT = 5;
const OFF = "dnn-slash-off";

/**
 * The entries that hold every word, best first: words in a title count most, then how often they occur. Capitals,
 * accents, punctuation, hyphens and plurals decide nothing.
 * @param {{title: string, text: string, location: string}[]} entries
 * @param {string} query
 * @param {typeof import("../../../_player/src/run/names.js")} names
 */
export function found(entries, query, names) {
  const asked = query.split(/\s+/).map((word) => readings(word, names));
  const wanted = asked.filter((ways) => ways.length);
  if (!wanted.length) return [];
  return entries
    .map((entry) => ({ entry, score: score(folded(entry, names), wanted) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, SHOWN)
    .map(({ entry }) => entry);
}

/** What a word of a query may stand as in a text, each a list of words: network’s, networks; l’image, image. */
function readings(word, { words, stem, APOSTROPHES, DASHES }) {
  const parts = words(word.replace(APOSTROPHES, " "));
  const ways = [words(word), words(word.replace(DASHES, "")), parts.filter((part) => part.length > 1)];
  return ways.filter((way) => way.length).map((way) => way.map(stem));
}

/** The words of entries, by which they are found. @type {WeakMap<object, string[][]>} */
const known = new WeakMap();

/** Its title and its text, each as its words, and with the parts of words that a hyphen joins as one. */
function folded(entry, { words, stem, DASHES }) {
  if (!known.has(entry)) {
    const flat = (text) => words(text).map(stem).join(" ");
    const both = (text) => [flat(text), flat(text.replace(DASHES, "-").replace(/(?<=\p{L})-(?=\p{L})/gu, ""))];
    known.set(entry, [both(entry.title), both(entry.text)]);
  }
  return known.get(entry);
}

function score([heading, body], wanted) {
  const count = (word) => Math.max(...body.map((text) => text.split(word).length - 1));
  const one = (word) => (heading.some((text) => text.includes(word)) ? TITLE_WEIGHT : 0) + count(word);
  const all = (way) => {
    const counts = way.map(one);
    return counts.every(Boolean) ? counts.reduce((sum, each) => sum + each) : 0;
  };
  const scores = wanted.map((ways) => Math.max(...ways.map(all)));
  return scores.every(Boolean) ? scores.reduce((sum, each) => sum + each) : 0;
}

/**
 * Wire up the dialog. `/` opens it, too, while nothing has the focus, unless the reader has switched that off: who
 * speaks to a computer may say it without meaning it.
 */
export function search(dialog, opener, base, stored) {
  const input = dialog.querySelector("input");
  const list = dialog.querySelector(".search-results");
  const count = dialog.querySelector(".search-count");
  let loading;

  const load = () =>
    (loading ??= Promise.all([
      fetch(new URL("search/search_index.json", base)).then((response) => response.json()),
      import("./explainers/words.js"),
    ]).then(([{ docs }, names]) => ({ entries: named(docs), names })));

  const show = async () => {
    const query = input.value;
    let results;
    try {
      const { entries, names } = await load();
      results = found(entries, query, names);
    } catch {
      loading = undefined;
      count.textContent = "The search index did not load. Check the connection and type again.";
      return;
    }
    if (query !== input.value) return;
    list.replaceChildren(...results.map((entry) => item(entry, base)));
    count.textContent = query.trim() ? `${results.length || "No"} ${results.length === 1 ? "result" : "results"}` : "";
  };

  const open = () => {
    dialog.showModal();
    input.select();
    show();
  };

  opener.addEventListener("click", open);
  input.addEventListener("input", show);
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault(); // Enter goes to the best result; it would close the dialog
    list.querySelector("a")?.click();
  });
  list.addEventListener("click", () => dialog.close());
  const slash = dialog.querySelector("[name=slash]");
  slash.checked = stored.get(OFF) === null;
  slash.addEventListener("change", () => stored.set(OFF, slash.checked ? null : ""));
  document.addEventListener("keydown", (event) => {
    const free = [null, document.body, document.documentElement].includes(document.activeElement);
    if (event.key !== "/" || !slash.checked || !free || dialog.open) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    open();
  });
}

function item(entry, base) {
  const link = Object.assign(document.createElement("a"), {
    href: new URL(entry.location, base),
    textContent: entry.title,
  });
  const text = Object.assign(document.createElement("p"), { textContent: entry.text.slice(0, 140) });
  const row = document.createElement("li");
  row.append(link, text);
  return row;
}

/** A section's title alone says little: "Three questions" of what? So it goes by its page's title too. */
function named(docs) {
  const pages = new Map(docs.map(({ location, title }) => [location, plain(title)]));
  return docs.map(({ location, title, text }) => {
    const page = location.includes("#") ? `${pages.get(location.split("#")[0])}: ` : "";
    return { location, title: page + plain(title), text: plain(text) };
  });
}

/** The index holds HTML; only its words are wanted. */
function plain(markup) {
  return new DOMParser().parseFromString(markup, "text/html").body.textContent.replace(/\s+/g, " ").trim();
}
