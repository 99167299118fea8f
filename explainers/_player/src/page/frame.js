/** Waiting for the screen, and letting it breathe. */

/** The next moment to draw; a page in the background has none, so there a timer does. @returns {Promise<number>} */
export function nextFrame() {
  return new Promise((resolve) => {
    if (document.hidden) setTimeout(() => resolve(performance.now()));
    else requestAnimationFrame(resolve);
  });
}

/** Later, once the browser has dealt with what waits: input, and a frame's painting. @returns {Promise<void>} */
export function breath() {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
