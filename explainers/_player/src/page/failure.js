/** What went wrong, in words that a reader can act on. */
export class Failure extends Error {
  /**
   * @param {string} what happened
   * @param {string} advice what to do about it
   * @param {unknown} [cause]
   */
  constructor(what, advice, cause) {
    super(`${what} ${advice}`, { cause });
  }
}

/** A file that did not come. @param {string} what @param {unknown} [cause] */
export const missing = (what, cause) =>
  new Failure(`${what} could not be loaded.`, "Check the connection, then try again.", cause);

/** Any error as a Failure. @param {unknown} error @param {string} what was being done */
export function failure(error, what) {
  return error instanceof Failure
    ? error
    : new Failure(what, "Try again; if that does not help, reload the page.", error);
}
