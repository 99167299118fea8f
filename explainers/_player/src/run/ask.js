/**
 * What the model would give, were one of its inputs other numbers. The session stays as it is.
 * @import {Session} from "./session.js"
 * @param {Session} session
 * @param {string} input
 * @param {number[]} numbers
 * @param {string[]} outputs that are wanted
 * @returns {Promise<Record<string, number[]>>}
 */
export async function ask(session, input, numbers, outputs) {
  const feed = session.feeds[input];
  const before = feed.slice();
  feed.set(numbers);
  try {
    const found = await session.engine.run(session.feeds);
    return Object.fromEntries(outputs.map((name) => [name, [...found[name]]]));
  } finally {
    feed.set(before);
    await session.evaluate();
  }
}
