/** The browser player of explainers: importing it brings every `<dnn-explainer>` on the page to life. */
import { DnnExplainer } from "./element.js";
import { install } from "./links.js";

export { DnnExplainer };
export { provide } from "./source.js";

if (!customElements.get("dnn-explainer")) {
  customElements.define("dnn-explainer", DnnExplainer);
  install();
}
