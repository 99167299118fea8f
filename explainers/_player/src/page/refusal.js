/**
 * What a host, a frame or a browser keeps from a figure that cannot live without it.
 * @import {Spec} from "../types"
 */
import { required } from "../engines/wasm.js";
import { faithful } from "../picture/faithful.js";
import { Failure } from "./failure.js";
import { threaded } from "./source.js";

const PIXEL = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAAAAACH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==";

/**
 * What can be known at once, before anything is fetched: a Failure, or null.
 * @param {Element} figure
 * @param {boolean} [large] whether it needs the large network
 */
export function refusal(figure, large = false) {
  const sized = /** @type {HTMLElement | null} */ (figure.querySelector(".dnn-plot[style]"));
  if (sized && !sized.style.length)
    return new Failure(
      "A policy of this site does not let the page say sizes and colors in its text (inline styles), and a figure " +
        "cannot be drawn without.",
      "Whoever runs the site can allow it: style-src 'unsafe-inline'.",
    );
  try {
    required();
    if (large) threaded();
    if (figure.querySelector(".dnn-photo")) faithful();
    return null;
  } catch (error) {
    return error;
  }
}

/** The same, thrown. @param {Element} figure @param {boolean} large */
export function allow(figure, large) {
  const refused = refusal(figure, large);
  if (refused) throw refused;
}

/** Resolves where the figures of a spec can be drawn; a Failure says why they cannot. @param {Spec} spec */
export async function drawable({ figures, solid }) {
  const traces = Object.values(figures).flatMap(({ figure }) => figure.data);
  if (traces.some(({ type }) => type === "image")) await pictured();
  if (solid && !document.createElement("canvas").getContext("webgl"))
    throw new Failure(
      "This browser does not draw in three dimensions here (WebGL is missing, or switched off).",
      "Switch on what its settings call hardware acceleration, or try another browser. The picture stays.",
    );
}

/** A Failure where pictures may not stand in the page's own text: Plotly waits for them for ever. */
async function pictured() {
  const image = Object.assign(new Image(), { src: PIXEL });
  await image.decode().catch((cause) => {
    throw new Failure(
      "A policy of this site does not let the page show pictures that it has within itself (data: addresses).",
      "Whoever runs the site can allow it: img-src data:.",
      cause,
    );
  });
}
