/**
 * The reader's own photo, from a file, the clipboard or the camera: as pixels, or a Failure that says what is wrong
 * with it.
 * @import {Photo} from "./photos.js"
 */
import { Failure } from "../../page/failure.js";
import { pixels } from "./photos.js";

const OTHER = "The photo before stays.";
const SAVE = `Save it as JPEG or PNG first. ${OTHER}`;

/** How files begin that not every browser opens. @type {[RegExp, string][]} */
const KINDS = [
  [/^.{4}ftyp(hei|hev|mif1|msf1)/s, "a HEIC photo"],
  [/^.{4}ftypavi[fs]/s, "an AVIF picture"],
  [/^(II\*\0|MM\0\*)/, "a TIFF picture, or a camera's raw file"],
  [/^(\xff\n|.{4}(JXL|jP) )/s, "a JPEG of a newer kind (XL or 2000)"],
  [/^\s*<(svg|\?xml)|^%!PS/i, "a drawing"],
  [/^%PDF/, "a PDF"],
  [/^8BPS/, "a Photoshop file"],
  [/^.{4}ftyp|^.E\xdf\xa3/s, "a film"],
];

/**
 * The pixels of a picture file, upright, and a word about it where there is something to say.
 * @param {Photo} control
 * @param {File} file
 */
export async function read(control, file) {
  const name = `“${file.name}”`;
  if (!file.size) throw new Failure(`${name} is empty.`, `Get the file again. ${OTHER}`);
  const head = await file
    .slice(0, 65536)
    .arrayBuffer()
    .catch((cause) => {
      throw new Failure(`${name} cannot be read.`, `If it is a folder, choose a picture in it. ${OTHER}`, cause);
    });
  const text = new TextDecoder("latin1").decode(head);
  // It reads the whole file, and so finds what is cut short, and turns the photo as its camera says.
  const image = await createImageBitmap(file).catch((cause) => {
    const kind = KINDS.find(([start]) => start.test(text))?.[1];
    if (kind) throw new Failure(`${name} is ${kind}, which this browser cannot open, or is damaged.`, SAVE, cause);
    if (file.type && !file.type.startsWith("image/"))
      throw new Failure(`${name} is not a picture.`, `Choose a JPEG or a PNG. ${OTHER}`, cause);
    throw new Failure(
      `${name} cannot be opened: it is damaged or cut short, too large, or of a kind that this browser does not know.`,
      SAVE,
      cause,
    );
  });
  try {
    const { width, height } = image;
    if (Math.min(width, height) < control.smallest) {
      throw new Failure(
        `${name} is only ${width} × ${height} pixels; ` +
          `the network needs at least ${control.smallest} × ${control.smallest}.`,
        `Choose a larger one. ${OTHER}`,
      );
    }
    const megapixels = Math.round((width * height) / 1e6);
    if (width * height > control.largest)
      throw new Failure(
        `${name} has ${megapixels} megapixels; at most ${control.largest / 1e6} can be opened.`,
        `Make it smaller first. ${OTHER}`,
      );
    const said = animated(text)
      ? "This picture moves; its first frame is used."
      : megapixels > 30
        ? `This photo has ${megapixels} megapixels; the network sees it made small.`
        : "";
    return { picture: pixels(image), said };
  } finally {
    image.close();
  }
}

/** Whether the first bytes are those of a picture that moves: GIF, APNG, WebP. @param {string} text */
function animated(text) {
  return /^GIF8/.test(text)
    ? /\x21\xf9.*\x21\xf9/s.test(text) || text.includes("NETSCAPE2.0")
    : /^\x89PNG/.test(text)
      ? text.includes("acTL")
      : /^RIFF.{4}WEBP/s.test(text) && text.includes("ANIM");
}

/**
 * The camera's film in a video element.
 * @param {HTMLVideoElement} video
 * @param {MediaTrackConstraints} wish which camera
 */
export async function film(video, wish) {
  if (!navigator.mediaDevices?.getUserMedia) {
    throw new Failure(
      "This page cannot ask for the camera.",
      "Choose a photo instead; the camera needs a page that came over https.",
    );
  }
  const { featurePolicy: said } = /** @type {any} */ (document); // of Chromium; others do not say who refuses
  if (said?.allowsFeature("camera") === false)
    throw new Failure(
      "This page may not use the camera: the frame around it, or its host, does not allow that.",
      "Open the page by itself, or choose a photo instead.",
    );
  /** @type {MediaStream | undefined} */
  let stream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: wish, audio: false });
    video.srcObject = stream;
    await video.play();
    return stream;
  } catch (cause) {
    end(stream);
    const { name } = /** @type {Error} */ (cause);
    if (name === "NotAllowedError")
      throw new Failure(
        "The camera was refused.",
        said || window === window.top
          ? "Allow it in the browser's settings for this page, or choose a photo instead."
          : "Allow it in the browser's settings, open this page by itself, or choose a photo instead.",
        cause,
      );
    if (name === "NotFoundError" || name === "OverconstrainedError")
      throw new Failure("No camera was found.", "Choose a photo instead.", cause);
    throw new Failure("The camera does not answer; another program may be using it.", "Choose a photo instead.", cause);
  }
}

/** Switch the camera off. @param {MediaStream | undefined} stream */
export function end(stream) {
  for (const track of stream?.getTracks() ?? []) track.stop();
}

/** @param {HTMLVideoElement} video */
export function shot(video) {
  if (!video.videoWidth) throw new Failure("The camera has not started yet.", "Wait until you see its picture.");
  return pixels(video);
}
