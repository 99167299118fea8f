/**
 * What the reader has read and reached, remembered on this device only, for each place where the site lies.
 * Storage may be refused: then nothing is remembered, and a goal says so itself.
 */

/** A value in storage, as JSON; where storage is refused, for as long as the page is open. */
class Memory {
  #page = null;

  constructor(key, none) {
    Object.assign(this, { key, none });
  }

  get value() {
    try {
      return JSON.parse(localStorage.getItem(this.key)) ?? this.#page ?? this.none;
    } catch {
      return this.#page ?? this.none; // refused, or not ours: start afresh
    }
  }

  /** Whether it is kept. A value of null is forgotten. */
  keep(value) {
    this.#page = value;
    try {
      if (value === null) localStorage.removeItem(this.key);
      else localStorage.setItem(this.key, JSON.stringify(value));
      return true;
    } catch {
      return false;
    }
  }
}

/** Show what was done, and keep what is done now. @param {URL} base where the site lies */
export function progress(base) {
  const read = new Memory(`dnn-read:${base.pathname}`, []); // addresses of pages
  const goals = new Memory(`dnn-goals:${base.pathname}`, {}); // {key: {state, record}}

  const forget = document.querySelector(".path-forget");

  const show = () => {
    const [pages, done] = [read.value, goals.value];
    for (const link of document.querySelectorAll("a[data-page]")) {
      const [tick, wanted] = [link.querySelector(".read"), pages.includes(link.dataset.page)];
      if (wanted && !tick)
        link.append(" ", Object.assign(document.createElement("span"), { className: "read", textContent: "read" }));
      if (!wanted) tick?.remove();
    }
    for (const place of document.querySelectorAll("[data-goals]")) {
      const keys = place.dataset.goals.trim().split(" ");
      const reached = keys.filter((key) => done[key]?.state === "reached").length;
      const all = `${keys.length} goal${keys.length > 1 ? "s" : ""}`;
      place.textContent = reached ? `${reached} of ${all} reached` : all;
      place.classList.toggle("path-reached", reached === keys.length);
    }
    for (const goal of document.querySelectorAll("dnn-goal")) {
      const { state = "open", record = null } = done[goal.dataset.key] ?? {};
      goal.dataset.state = state;
      if (record === null) delete goal.dataset.record;
      else goal.dataset.record = record;
    }
    if (forget && pages.length + Object.keys(done).length) forget.hidden = false;
  };

  document.addEventListener("explainer-goal", (event) => {
    const { key, state, record } = event.detail;
    if (goals.keep({ ...goals.value, [key]: { state, record } })) event.preventDefault(); // it is kept
    show();
  });

  const end = document.querySelector("[data-read]");
  if (end) {
    new IntersectionObserver((entries, observer) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      read.keep([...new Set([...read.value, end.dataset.read])]);
      show();
    }).observe(end);
  }

  addEventListener("pageshow", (event) => event.persisted && show());
  if (forget) forgetting(forget, [read, goals], show);
  show();
}

/** A button that forgets it all, for a device that is shared; until the page is left it can take that back. */
function forgetting(place, memories, show) {
  const [button, said] = [place.querySelector("button"), place.querySelector("span")];
  let before = null;
  button.addEventListener("click", () => {
    const now = memories.map(({ value }) => value);
    memories.forEach((memory, i) => memory.keep(before?.[i] ?? null));
    before = before ? null : now;
    button.textContent = before ? "Take it back" : "Forget my progress";
    said.textContent = before ? "It is forgotten." : "It is as it was.";
    show();
  });
}
