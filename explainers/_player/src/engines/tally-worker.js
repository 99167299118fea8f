/** A thread that counts over a data set. @import {Arrays, Engine, Tallied} from "../types" */
import { count } from "./counting.js";
import { compiled } from "./wasm.js";

/** @typedef {{ tally: Tallied, files: Record<string, BufferSource>, data: Arrays }} Opening */

/** @type {Promise<{ engine: Required<Engine>, tally: Tallied, data: Arrays }> | undefined} */
let opened;

/** @param {Opening} opening */
async function open({ tally, files, data }) {
  const engine = await compiled(tally.model, async (file) => files[file]);
  return { engine: /** @type {Required<Engine>} */ (engine), tally, data };
}

addEventListener("message", async ({ data: { id, opening, taken } }) => {
  try {
    if (opening) opened = open(opening);
    const { engine, tally, data } = await /** @type {NonNullable<typeof opened>} */ (opened);
    postMessage({ id, found: taken && (await count(engine, tally, data, taken)) });
  } catch (error) {
    postMessage({ id, error: String(error) });
  }
});
