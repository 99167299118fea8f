"""Pictures of a run's steps as a film: GIF, or MP4 where PyAV is installed."""

import io
import tempfile
from pathlib import Path

STEP, LAST = 250, 2000  # ms for which a step of a film is seen, and its last
RATE = 20  # pictures a second of an mp4: some programs do not show a slower one
QUALITY = "16"  # x264's constant rate factor: thin lines and small words stay sharp
BT709 = 1  # the colors of high definition, as H.264 numbers them: without, programs guess, and colors mean things here
ENDINGS = (".gif", ".mp4")


def made(frames, ending):
    """The content of a file of PIL images of one size, one a step: a film with a long look at the last; as a .png, the
    first.

    RuntimeError says what to install for an mp4.
    """
    content = io.BytesIO()
    {".mp4": mp4, ".gif": gif, ".png": png}[ending](content, frames)
    return content.getvalue()


def png(content, frames):
    frames[0].save(content, "png")


def gif(content, frames):
    """A film that begins again by itself."""
    times = [STEP] * (len(frames) - 1) + [LAST]
    frames[0].save(content, "gif", save_all=True, append_images=frames[1:], duration=times, loop=0)


def needed():
    """PyAV. RuntimeError says how to install it where it is missing."""
    try:
        import av  # here: it is an extra
    except ImportError as error:
        raise RuntimeError("an .mp4 needs PyAV: pip install 'explainers[video]'; a .gif needs nothing more") from error
    return av


def mp4(content, frames):
    """A film in H.264, which every slide program plays."""
    av = needed()
    frames = [even(frame) for frame in frames]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "film.mp4")  # what it begins with is known at its end, for which it is read again
        encode(av, str(path), frames)
        content.write(path.read_bytes())


def encode(av, path, frames):
    with av.open(path, "w", options={"movflags": "+faststart"}) as film:
        stream = film.add_stream("libx264", rate=RATE, options={"crf": QUALITY})
        stream.width, stream.height = frames[0].size
        stream.pix_fmt = "yuv420p"  # what players take
        for fact in ("colorspace", "color_primaries", "color_trc"):
            setattr(stream.codec_context, fact, BT709)
        for place, frame in enumerate(frames):
            shown = av.VideoFrame.from_image(frame).reformat(format="yuv420p", dst_colorspace="ITU709")
            for _ in range((LAST if place == len(frames) - 1 else STEP) * RATE // 1000):
                shown.pts = None  # the next moment
                film.mux(stream.encode(shown))
        film.mux(stream.encode())


def even(frame):
    """The picture with as many pixels across and down as two divides, as H.264 wants: without its last, if need be."""
    return frame.crop((0, 0, frame.width // 2 * 2, frame.height // 2 * 2))
