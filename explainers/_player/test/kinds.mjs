/** Has every kind of control here, as a page has those of its figures. */
import { KINDS, OTHERS } from "../src/controls/index.js";

for (const [name, load] of Object.entries(OTHERS)) KINDS[name] = (await load()).kind;

export { KINDS };
