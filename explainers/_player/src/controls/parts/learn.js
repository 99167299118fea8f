/**
 * The kinds of control that a figure has, before it is asked for any of them.
 * @import {Spec} from "../../types"
 */
import { Failure } from "../../page/failure.js";
import { why } from "../../page/why.js";
import { KINDS, OTHERS } from "../index.js";

/** Have every kind of a spec's controls here. @param {Pick<Spec, "controls">} spec */
export async function learn({ controls }) {
  const names = [...new Set(controls.map(({ kind }) => kind))].filter((name) => !(name in KINDS));
  const unknown = names.find((name) => !(name in OTHERS));
  if (unknown) throw new Failure(`This player knows no control of the kind "${unknown}".`, "Reload the page.");
  const files = names.flatMap((name) => CONTROL_FILES[name] ?? []);
  try {
    for (const [at, { kind }] of (await Promise.all(names.map((name) => OTHERS[name]()))).entries())
      KINDS[names[at]] = kind;
  } catch (cause) {
    // Browsers remember that an import has failed, and do not try it again.
    throw await why(
      "The code of its controls",
      files.map((file) => new URL(file, import.meta.url).href),
      cause,
    );
  }
}
