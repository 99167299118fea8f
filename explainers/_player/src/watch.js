/**
 * Says in the figures' places why the player has not come. A script of its own, which needs nothing that modules need;
 * in a page that stands alone it is part of that page.
 */
import { why } from "./page/why.js";

const PLAYER = "The program that brings this figure to life";
const { src } = /** @type {HTMLScriptElement} */ (document.currentScript);

const here = () => globalThis.customElements?.get("dnn-explainer");

addEventListener("load", async () => {
  if (here()) return;
  const address = src && new URL("player.js", src).href;
  try {
    if (address) await import(address); // it may come now; if not, a policy that refuses it says so
  } catch {
    // as before
  }
  if (here()) return;
  const { message } = await why(PLAYER, address ? [address] : []);
  for (const figure of document.querySelectorAll("dnn-explainer")) {
    /** @type {HTMLElement} */ (figure).dataset.state = "error";
    figure.querySelector(".dnn-silent")?.toggleAttribute("hidden", true);
    const place = figure.querySelector(".dnn-error") ?? figure;
    place.toggleAttribute("hidden", false);
    // Nobody is there to try again.
    place.replaceChildren(Object.assign(document.createElement("p"), { textContent: message }));
  }
});
