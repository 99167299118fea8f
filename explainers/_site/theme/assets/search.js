/** Search in the index that the site's build makes. Nothing is fetched before it is opened, and nothing is sent. */

const SHOWN = 12;
const TITLE_WEIGHT = 5;
const OFF = "dnn-slash-off";

/**
 * The entries that hold every word, best first: words in a title count most, then how often they occur.
 * @param {{title: string, text: string, location: string}[]} entries
 * @param {string} query
 */
export function found(entries, query) {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (!words.length) return [];
  return entries
    .map((entry) => ({ entry, score: score(entry, words) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, SHOWN)
    .map(({ entry }) => entry);
}

function score({ title, text }, words) {
  const heading = title.toLowerCase();
  const body = text.toLowerCase();
  const scores = words.map((word) => (heading.includes(word) ? TITLE_WEIGHT : 0) + body.split(word).length - 1);
  return scores.every(Boolean) ? scores.reduce((sum, one) => sum + one) : 0;
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
    (loading ??= fetch(new URL("search/search_index.json", base))
      .then((response) => response.json())
      .then(({ docs }) => named(docs)));

  const show = async () => {
    const query = input.value;
    let results;
    try {
      results = found(await load(), query);
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
