/**
 * A model goes through a whole data set, batch by batch, and carries its count on. Of this a thread of its own is made,
 * and where there can be none, it is done between two pictures.
 * @import {Arrays, Engine, Rest} from "../types"
 */

/**
 * What comes out, by name.
 * @param {Required<Engine>} engine compiled
 * @param {{ carry: Record<string, string>, batches: number }} tally
 * @param {Arrays} data whole, by the inputs that get a part of them at a time
 * @param {Arrays} taken for the other inputs
 * @param {Rest} [rest] between two batches
 */
export async function count(engine, { carry, batches }, data, taken, rest) {
  const { inputs } = engine;
  for (const name in taken) inputs[name].set(taken[name]);
  for (const name in carry) inputs[name].fill(0);
  for (let batch = 0; batch < batches; batch++) {
    for (const name in data) {
      const size = inputs[name].length;
      inputs[name].set(data[name].subarray(batch * size, (batch + 1) * size));
    }
    engine.step(inputs);
    engine.carry();
    await rest?.();
  }
  const found = /** @type {Arrays} */ (engine.run(inputs));
  return Object.fromEntries(Object.entries(found).map(([name, array]) => [name, array.slice()]));
}
