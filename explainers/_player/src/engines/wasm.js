// Twin: _core/run/model.py
/**
 * Models compiled to WebAssembly: `run()` computes every output, `step()` what is carried on, `score()` that and every
 * output of one number; and the address of each input and output in memory. Whoever runs one writes into `inputs`:
 * nothing is copied, neither in nor out.
 * @import {Arrays, Engine, ModelInfo} from "../types"
 */
import { Failure } from "../page/failure.js";
import { compiles } from "./compiles.js";

/** @typedef {(file: string, fresh: boolean) => Promise<BufferSource>} Bytes */

/** @param {ModelInfo} info @param {Bytes} bytes @returns {Promise<Engine>} */
export async function compiled(info, bytes) {
  required();
  const engine = new Compiled(info, bytes);
  await engine.open(info.opens);
  return engine;
}

/**
 * The case for what is fed: of each name the place of the smallest value that is not below it, else of the last.
 * @param {Record<string, number[]>} cases
 * @param {Arrays} feeds
 */
export function chosen(cases, feeds) {
  return Object.entries(cases).map(([name, values]) => {
    const place = values.findIndex((value) => value >= feeds[name][0]);
    return place < 0 ? values.length - 1 : place;
  });
}

/** What is said where a policy forbids to compile. @type {[what: string, advice: string]} */
export const FORBIDDEN = [
  "A policy of this site does not let the page run WebAssembly, which computes this figure.",
  "Whoever runs the site can allow it: script-src 'wasm-unsafe-eval'.",
];

/** A Failure where the browser has no WebAssembly, or may not use it. */
export function required() {
  if (typeof WebAssembly !== "object")
    throw new Failure(
      "This browser does not run WebAssembly, which computes this figure.",
      "Try another browser, or switch its strict mode off.",
    );
  if (!compiles()) throw new Failure(...FORBIDDEN);
}

/** @param {BufferSource} bytes */
async function compile(bytes) {
  try {
    return await WebAssembly.compile(bytes);
  } catch (cause) {
    throw new Failure(
      "The model is damaged or cut short.",
      "Try again; if that does not help, reload the page.",
      cause,
    );
  }
}

/** @param {WebAssembly.Module} module @param {string} sha256 */
function stale(module, sha256) {
  const [section] = WebAssembly.Module.customSections(module, "onnx_sha256");
  return !section || new TextDecoder().decode(section).trim() !== sha256;
}

/** @typedef {{ exports: Record<string, any>, inputs: Arrays, outputs: Arrays }} Instance */

/** @implements {Engine} */
class Compiled {
  /** One a file, once it is here. @type {Map<number, Instance>} */
  #instances = new Map();
  /** What only chooses a case, and is no input of any. @type {Arrays} */
  #choosing = {};
  /** The case that is in use. @type {string | undefined} */
  #chosen;
  /** @type {Arrays} */
  inputs = {};
  /** @type {Arrays} */
  outputs = {};
  run = () => this.outputs;
  /** Only where a state is carried. @type {(() => Arrays) | undefined} */
  step = undefined;
  /** @type {(() => Arrays) | undefined} */
  score = undefined;
  /** @type {(() => void) | undefined} */
  carry = undefined;

  /** @param {ModelInfo} info @param {Bytes} bytes */
  constructor(info, bytes) {
    this.info = info;
    this.bytes = bytes;
    for (const name of Object.keys(info.cases)) this.#choosing[name] = new Float32Array(1);
  }

  /** Have a file here. @param {number} index */
  async open(index) {
    const { file, sha256 } = this.info.files[index];
    let module = await compile(await this.bytes(file, false));
    // A cache may hold the model of yesterday's page.
    if (stale(module, sha256)) module = await compile(await this.bytes(file, true));
    if (stale(module, sha256))
      throw new Failure("This page and its model are of different versions.", "Reload the page.");
    /** @type {Record<string, any>} */
    const exports = (await WebAssembly.instantiate(module, {})).exports;
    exports._initialize?.();
    const inputs = this.#views(exports, "input", this.info.inputs);
    this.#instances.set(index, { exports, inputs, outputs: this.#views(exports, "output", this.info.outputs) });
    if (this.#instances.size === 1)
      this.#use(
        index,
        Object.values(this.info.cases).map(() => 0),
      );
  }

  /**
   * Have ready the case that the inputs name, with the same numbers in its own; a promise where its file is not here
   * yet.
   * @returns {Promise<void> | undefined}
   */
  settle() {
    const places = chosen(this.info.cases, this.inputs);
    const index = places[0] ?? 0;
    if (this.#instances.has(index)) this.#use(index, places);
    else return this.open(index).then(() => this.#use(index, places));
  }

  /** Have here what these feeds will ask for, of which those that choose a case are enough. @param {Arrays} feeds */
  async prepare(feeds) {
    const [index = 0] = chosen(this.info.cases, feeds);
    if (!this.#instances.has(index)) await this.open(index);
  }

  /** @param {number} index of a file @param {number[]} places of the case */
  #use(index, places) {
    const chosen = places.join();
    if (chosen === this.#chosen) return;
    this.#chosen = chosen;
    const { exports, inputs, outputs } = /** @type {Instance} */ (this.#instances.get(index));
    for (const name in inputs) if (this.inputs[name]) inputs[name].set(this.inputs[name]);
    this.inputs = { ...this.#choosing, ...inputs };
    this.outputs = outputs;
    const values = Object.values(this.info.cases).map((values, i) => values[places[i]]);
    const suffix = values
      .slice(1)
      .map((value) => `_${value}`)
      .join("");
    const [run, step, score] = ["run", "step", "score"].map((entry) => exports[`${entry}${suffix}`]);
    this.run = () => (run(), outputs);
    this.step = step && (() => (step(), outputs));
    this.score = score && (() => (score(), outputs));
    this.carry = exports.carry;
  }

  /**
   * Views of the model's own memory, which never grows.
   * @param {Record<string, any>} exports
   * @param {"input" | "output"} side
   * @param {Record<string, number[]>} shapes
   * @returns {Arrays}
   */
  #views(exports, side, shapes) {
    const own = Object.entries(shapes).filter(([name]) => side === "output" || !this.#chooses(exports, name));
    const views = own.map(([name, shape]) => {
      const address = exports[`${side}_${name}`]?.value;
      if (address === undefined) throw new Failure(`The model has no ${side} "${name}".`, "Reload the page.");
      const size = shape.reduce((product, length) => product * length, 1);
      return [name, new Float32Array(exports.memory.buffer, address, size)];
    });
    return Object.fromEntries(views);
  }

  /** @param {Record<string, any>} exports @param {string} name */
  #chooses(exports, name) {
    return name in this.#choosing && !(`input_${name}` in exports);
  }
}
