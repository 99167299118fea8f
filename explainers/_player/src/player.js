/**
 * The browser player of explainers: importing it brings every `<dnn-explainer>` on the page to life, and the goals of
 * it.
 */
import { install as drops } from "./page/drop.js";
import { DnnExplainer } from "./page/element.js";
import { DnnGoal } from "./page/goals.js";
import { install as links } from "./page/links.js";

export { DnnExplainer };

if (!customElements.get("dnn-explainer")) {
  customElements.define("dnn-explainer", DnnExplainer);
  customElements.define("dnn-goal", DnnGoal);
  links();
  drops();
}
