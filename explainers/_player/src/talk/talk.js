/**
 * A talk: one page, whose sections become slides where there is room for them. On a phone, and without this script,
 * they stay what they are, one under the other.
 */
import Reveal from "reveal.js";
import { fit } from "./fit.js";
import { followKeys, free, lettersSwitch } from "./keys.js";
import { Presenter } from "./presenter.js";
import { Steps } from "./steps.js";

const SMALL = "(max-width: 700px), (max-height: 430px)"; // a slide scaled to such a window could not be read
const [WIDTH, HEIGHT] = [1280, 720]; // px of a slide, which is scaled to the window

const root = document.documentElement;
const asked = new URLSearchParams(location.search).get("theme");
const dark = matchMedia("(prefers-color-scheme: dark)").matches;
if (asked === "light" || asked === "dark") root.dataset.theme = asked;
else if (root.dataset.theme === "auto") root.dataset.theme = dark ? "dark" : "light";

// Goals of a talk are kept nowhere, and need not be: each class begins anew.
addEventListener("explainer-goal", (event) => event.preventDefault());

if (!matchMedia(SMALL).matches) await begin();

async function begin() {
  root.dataset.slides = "";
  const talk = /** @type {HTMLElement} */ (document.querySelector(".talk"));
  talk.classList.add("reveal");
  talk.firstElementChild?.classList.add("slides");
  const deck = new Reveal(talk, {
    width: WIDTH,
    height: HEIGHT,
    margin: 0,
    maxScale: 4,
    center: false,
    hash: true, // each slide has an address
    overview: false, // it would wake all figures at once
    help: false, // it lists keys that do nothing here
    navigationMode: "linear",
    transition: "none", // a figure that flies in cannot be read
    slideNumber: "c/t",
    viewDistance: 1, // only the slide that is seen is laid out, so that only its figures live
    mobileViewDistance: 1,
    scrollActivationWidth: 0, // a phone gets the page instead
    keyboardCondition: free,
    controlsTutorial: false,
  });
  await deck.initialize();
  document.body.prepend(lettersSwitch());
  talk.removeAttribute("role"); // as an application, it would keep a screen reader's own keys from the reader
  const steps = new Steps(deck);
  const presenter = new Presenter(deck);
  followKeys(deck, { notes: () => presenter.open(), theme });
  fit(deck);
  const look = () => {
    steps.look();
    presenter.show();
  };
  for (const type of ["slidechanged", "fragmentshown", "fragmenthidden"]) deck.on(type, look);
  look();
}

/** Light instead of dark, or dark instead of light: a hall is not a study. */
function theme() {
  root.dataset.theme = root.dataset.theme === "dark" ? "light" : "dark";
}
