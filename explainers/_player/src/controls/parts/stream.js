/**
 * The camera of a photo control: a viewfinder, from which one picture is taken; or, where the control is live, a film.
 * Of that one frame is in flight: it goes to the model, and the next is taken once the figure shows it; those that came
 * meanwhile are dropped. Each is a photo of the reader's own, so what a film ends with stays. Nothing leaves the
 * device, and the camera is off as soon as nobody sees what it sees.
 * @import {Host} from "../../types"
 * @import {Photo, Picture} from "./photos.js"
 */
import { failure } from "../../page/failure.js";
import { faithful } from "../../picture/faithful.js";
import { end, film, shot } from "./own.js";
import { filming, keep, square } from "./photos.js";

const STAYS = "Its last picture stays.";
const ASIDE = "The camera is off, since the figure was out of sight.";
const ENDED = "The camera has stopped: it was unplugged, or something else took it.";
const SIZE = { width: { ideal: 640 }, height: { ideal: 480 } }; // px of a film: more would only be made small

/**
 * @typedef {object} To whom it tells what it does
 * @property {(text: unknown) => void} say
 * @property {(take: () => Promise<{ picture: Picture, said: string }>) => Promise<boolean>} take a photo
 * @property {(on: boolean) => void} filmed a film has begun, or ended
 */

/** @param {HTMLElement} box @param {Photo} control @param {Host} host @param {To} to */
export function camera(box, control, host, { say, take, filmed }) {
  const [area, video] = /** @type {[HTMLElement, HTMLVideoElement]} */ ([
    box.querySelector(".dnn-camera"),
    box.querySelector("video"),
  ]);
  const other = box.querySelector("button[name=turn]");
  /** @type {MediaStream | undefined} */
  let stream;
  /** Counts how often the camera was asked for, or left. */
  let turns = 0;
  /** What the figure shows of the film: its last frame, and before the first the photo before. */
  let last = "";
  /** @type {CanvasRenderingContext2D | undefined} */
  let context;

  /** @param {string} [why] */
  function leave(why) {
    turns++;
    end(stream);
    stream = undefined;
    video.srcObject = null;
    if (why && !area.hidden) say(control.live ? `${why} ${STAYS}` : why);
    area.hidden = true;
    if (filming.delete(control)) filmed(false);
  }

  /** @param {MediaTrackConstraints} wish */
  async function open(wish) {
    leave();
    const turn = turns;
    area.hidden = false;
    try {
      if (control.live) faithful();
      const fresh = await film(video, control.live ? { ...SIZE, ...wish } : wish);
      if (turn !== turns) return end(fresh); // left while the browser was asking
      stream = fresh;
      for (const track of fresh.getVideoTracks()) track.onended = () => leave(ENDED);
      say("");
      if (control.live) await run(turn);
    } catch (error) {
      if (turn !== turns) return;
      leave();
      say(failure(error, "The camera does not answer.").message);
    }
  }

  /** The film, frame by frame. @param {number} turn */
  async function run(turn) {
    filming.add(control);
    filmed(true);
    cameras().then((all) => other?.toggleAttribute("hidden", all.length < 2));
    const now = () => String(host.values()[control.name]);
    last = now();
    for (let next = arrival(video); ; ) {
      await next;
      if (turn !== turns) return;
      if (now() !== last) return leave(); // another photo was chosen, or set by a link
      next = arrival(video); // one that comes before this is painted is taken at once after it
      last = keep(control, caught());
      await host.set({ [control.name]: last });
    }
  }

  /**
   * What the camera sees, cut and scaled by the browser: the sums that a photo is scaled with would take too long for
   * each frame. So its numbers are not promised to be the same everywhere.
   */
  function caught() {
    const { size } = control;
    if (!context) {
      const canvas = Object.assign(document.createElement("canvas"), { width: size, height: size });
      const how = { willReadFrequently: true, alpha: false };
      context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d", how));
    }
    const { left, top, side } = square({ width: video.videoWidth, height: video.videoHeight }, null);
    context.drawImage(video, left, top, side, side, 0, 0, size, size);
    return context.getImageData(0, 0, size, size);
  }

  /** The camera that looks the other way, or, where they do not say which way, the next. */
  async function turn() {
    if (!stream) return;
    const { facingMode, deviceId } = stream.getVideoTracks()[0]?.getSettings() ?? {};
    if (facingMode) return open({ facingMode: facingMode === "user" ? "environment" : "user" });
    const all = await cameras();
    const next = all[(all.findIndex((each) => each.deviceId === deviceId) + 1) % all.length];
    await open(next ? { deviceId: { exact: next.deviceId } } : {});
  }

  const presence = new AbortController();
  const aside = () => leave(ASIDE);
  window.addEventListener("pagehide", aside, { signal: presence.signal });
  document.addEventListener("visibilitychange", () => document.hidden && aside(), { signal: presence.signal });
  const sight = new IntersectionObserver(([{ isIntersecting }]) => isIntersecting || aside());
  sight.observe(/** @type {Element} */ (box.closest(".dnn-frame"))); // out of the page it is out of sight, too

  return {
    leave: () => leave(),
    /** Whether a value is what its film has come to; another one ends that. @param {string} value */
    shows(value) {
      if (stream && filming.has(control) && value !== last) leave();
      return filming.has(control);
    },
    /** @type {Record<string, () => unknown>} */
    buttons: {
      camera: () => open({ facingMode: "environment" }),
      shoot: () => take(async () => ({ picture: shot(video), said: "" })).then((taken) => taken && leave()),
      turn,
      leave: () => leave(),
    },
    close() {
      leave();
      presence.abort();
      sight.disconnect();
    },
  };
}

/** The cameras that there are. */
async function cameras() {
  const all = (await navigator.mediaDevices.enumerateDevices?.().catch(() => [])) ?? [];
  return all.filter(({ kind }) => kind === "videoinput");
}

/** Resolves as a frame comes; where the browser does not tell, as it draws next. @param {HTMLVideoElement} video */
const arrival = (video) =>
  new Promise((resolve) => {
    if ("requestVideoFrameCallback" in video) video.requestVideoFrameCallback(resolve);
    else requestAnimationFrame(resolve);
  });
