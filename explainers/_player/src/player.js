/** The browser player of explainers: importing it brings every `<dnn-explainer>` on the page to life. */
import { DnnExplainer } from "./page/element.js";
import { install } from "./page/links.js";

export { DnnExplainer };

if (!customElements.get("dnn-explainer")) {
  customElements.define("dnn-explainer", DnnExplainer);
  install();
}
