/** What the reader did with a figure before there was anyone to answer: kept, and done again once it lives. */

export class Early {
  /** A button that was pressed. @type {HTMLButtonElement | undefined} */
  #button;
  /** What was drawn on a pad. @type {PointerEvent[]} */
  #strokes = [];
  /** A photo that was dropped or pasted. @type {DataTransfer | undefined} */
  #photo;

  /** @param {HTMLButtonElement} button */
  press(button) {
    this.#button = button;
  }

  /** @param {PointerEvent} event */
  draw(event) {
    if (!(event.target instanceof HTMLCanvasElement)) return;
    if (event.type === "pointerdown" || this.#strokes.length) this.#strokes.push(event);
  }

  /** Take what is dropped or pasted; whether it was a photo. @param {Event} event */
  give(event) {
    const given = /** @type {DragEvent} */ (event).dataTransfer ?? /** @type {ClipboardEvent} */ (event).clipboardData;
    if (event.defaultPrevented || !given?.types.includes("Files")) return false;
    event.preventDefault(); // the browser would open it in place of the page
    if (event.type === "dragover" || !given.files.length) return false;
    this.#photo = new DataTransfer();
    for (const file of given.files) this.#photo.items.add(file);
    return true;
  }

  /** Do it all again. @param {Element} root of the explainer */
  replay(root) {
    this.#button?.click();
    if (this.#photo)
      root
        .querySelector(".dnn-frame")
        ?.dispatchEvent(new DragEvent("drop", { dataTransfer: this.#photo, cancelable: true }));
    for (const event of this.#strokes) event.target?.dispatchEvent(new PointerEvent(event.type, event));
  }
}
