"""Pictures of any kind that Pillow reads as the pixels that a page shows: (height, width, 3), from 0 to 255.

What browsers can open looks as in them. Beyond that Python reads what they cannot, such as TIFF.
"""

import io
import warnings
from pathlib import Path

import numpy as np

from explainers._core.controls._colors import from_gamma, from_profile
from explainers._core.controls._files import CUT, DAMAGED, Notes, Unreadable, apart, orientation
from explainers._core.words.rounded import fixed

__all__ = ["LARGEST", "opened", "upright"]

LARGEST = 120_000_000  # pixels
BLOCK = 1 << 16  # pixels at once: floats of a whole photo would fill the memory
TOPS = 255, 65535, 2**32 - 1
JPEG = "save it as JPEG or PNG"
# How the first bytes of what is not read begin, or go on from the fifth.
OTHERS = [
    ((b"ftyphei", b"ftyphev", b"ftypmif1", b"ftypmsf1"), f"is a HEIC photo, which is not read here; {JPEG}"),
    ((b"<svg", b"<?xml"), f"is a drawing (SVG), which is not read here; {JPEG}"),
    ((b"II*\0", b"MM\0*"), f"is a TIFF of a kind that is not read here, or a camera's raw file; {JPEG}"),
    ((b"%PDF",), f"is a PDF and no picture; {JPEG}"),
    ((b"\xff\x0a", b"JXL "), f"is JPEG XL, which is not read here; {JPEG}"),
]
# How decoders cut a color times its opacity to a whole number: what is added, and then divided by.
CUTS = {"WEBP": (0, 255), "AVIF": (255, 256)}
TURNS = [
    lambda it: it, lambda it: it[:, ::-1], lambda it: it[::-1, ::-1], lambda it: it[::-1],
    lambda it: it.swapaxes(0, 1), lambda it: np.rot90(it, -1), lambda it: np.rot90(it, 2).swapaxes(0, 1), np.rot90,
]  # fmt: skip


def opened(path, name):
    """The picture in a file; a ValueError says why it cannot be read, and what to do."""
    said = f"{name}: {str(path)!r}"
    try:
        content = Path(path).expanduser().read_bytes()
    except FileNotFoundError:
        raise ValueError(f"{name}: there is no file {str(path)!r}; check its folder and its name") from None
    except IsADirectoryError:
        raise ValueError(f"{said} is a folder; name a picture in it") from None
    except (OSError, ValueError, RuntimeError, MemoryError) as error:  # RuntimeError: of a ~ that is nobody's
        reason = getattr(error, "strerror", None) or error or "it does not fit into memory"
        raise ValueError(f"{said} cannot be opened: {reason}") from error
    return pixels(lambda: source(content), said)


def upright(image, name):
    """A PIL image, of which the first frame counts; a ValueError says why it cannot be read, and what to do."""
    file = getattr(image, "filename", "")
    return pixels(lambda: (image, None), f"{name}: {repr(file) if file else 'the picture'}")


def pixels(source, said):
    """What source() gives, a PIL image and Notes or None, as an array."""
    try:
        numbers, opacity, notes = loaded(source)
        return np.ascontiguousarray(TURNS[notes.turned - 1](on_white(numbers, opacity, notes)))
    except Unreadable as error:
        raise ValueError(f"{said} {error}") from error
    except MemoryError as error:
        raise ValueError(f"{said} does not fit into memory; make it smaller first") from error


def loaded(source):
    """The numbers of a picture, its opacity and its Notes."""
    import PIL.Image  # here, because most figures have no photograph

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what is broken but not needed, and of a limit that is not ours
        try:
            image, notes = source()
            if not image.width or not image.height:
                raise Unreadable("has no pixels; choose another picture")
            if image.width * image.height > LARGEST:
                raise Unreadable(f"has {fixed(image.width * image.height / 1e6)} megapixels; {TOO_LARGE}")
            notes = told(image, notes)  # before it is read: what comes after its pixels does not count
            if getattr(image, "default_image", False):
                image.seek(1)  # a picture for programs that know no motion
            if image.format == "GIF" and image.tile and image.tile[0].extents != (0, 0, *image.size):
                image.info["covers"] = image.tile[0].extents
            image.load()
            return *separated(image, notes.clear), notes
        except (Unreadable, MemoryError):
            raise
        except PIL.Image.DecompressionBombError as error:
            raise Unreadable(f"has too many pixels; {TOO_LARGE}") from error
        except Exception as error:  # decoders raise whatever they stumble over
            raise Unreadable(f"{DAMAGED} ({type(error).__name__}: {error})") from error


TOO_LARGE = f"at most {LARGEST / 1e6:.0f} megapixels can be read: make it smaller first"


def source(content):
    """(PIL image, Notes) of a file."""
    import PIL.Image

    if not content:
        raise Unreadable("is empty; get the file again")
    content, notes = apart(content)
    try:
        image = PIL.Image.open(io.BytesIO(content))
        if image.format in ("EPS", "WMF"):
            raise Unreadable(f"is a drawing ({image.format}), which is not read here; {JPEG}")
        if notes and len(notes.clear) == 3 and image.tile[0].args == "RGB;16B":
            # Pillow drops the lower half of each number; read backwards, it drops the upper one.
            low = PIL.Image.open(io.BytesIO(content))
            low.tile = [low.tile[0]._replace(args="RGB;16L")]
            image.info["low"] = low
        return image, notes
    except PIL.UnidentifiedImageError:
        for marks, words in OTHERS:
            if content.lstrip()[:8].startswith(marks) or content[4:12].startswith(marks):
                raise Unreadable(words) from None
        known = "JPEG, PNG, WebP, AVIF, GIF, BMP and TIFF can be read"
        raise Unreadable(f"is not a picture that can be read, or is damaged; {known}") from None


def told(image, notes):
    """The Notes of a PIL image: those of its file, or else what Pillow has kept."""
    if notes and image.format in ("JPEG", "PNG"):
        return notes
    exif = image.info.get("exif")
    profile = from_profile(image.info.get("icc_profile") or b"") if image.mode != "LAB" else None  # Pillow's own
    if profile is None and "srgb" not in image.info and "gamma" in image.info:
        places = image.info.get("chromaticity", ())
        white, *rest = zip(places[::2], places[1::2]) if places else ((),)
        profile = from_gamma(image.info["gamma"], (*rest, white) if places else None)
    # Browsers turn no WebP; Pillow turns a TIFF as it reads it.
    lies = image.format in ("WEBP", "TIFF") or not isinstance(exif, bytes)
    turned = 1 if lies else orientation(exif)
    return Notes(profile or (notes and notes.colors), turned, cut=CUTS.get(image.format, CUT))


def separated(image, clear):
    """A PIL image as (height, width, channels) and (height, width) of opacity, None where it has none: 0 to 255."""
    if image.mode.startswith("I;16") or image.mode in ("I", "F"):
        gray = np.asarray(image)
        opacity = np.where(gray == clear[0], 0, 255).astype(np.uint8) if len(clear) == 1 else None
        return scaled(gray, image)[:, :, None], opacity
    if image.mode in ("La", "RGBa"):
        image = image.convert(image.mode[:-1] + "A")
    if image.mode in ("P", "PA", "1", "L", "RGB") and (image.mode == "PA" or image.has_transparency_data):
        image = image.convert("RGBA")
    if image.mode not in ("L", "LA", "RGB", "RGBA", "CMYK"):
        image = image.convert("L" if image.mode == "1" else "RGB")
    numbers = np.asarray(image)
    numbers = numbers.reshape(*numbers.shape[:2], -1)
    if "covers" in image.info:  # beside its first frame there is nothing
        left, top, right, bottom = image.info["covers"]
        opacity = np.zeros(numbers.shape[:2], np.uint8)
        opacity[top:bottom, left:right] = 255 if image.mode != "RGBA" else numbers[top:bottom, left:right, 3]
        return numbers[:, :, :3], opacity
    if image.mode in ("LA", "RGBA"):
        opacity = numbers[:, :, -1]
        if image.format == "AVIF":  # Chromium takes 16 for clear and 235 for full; Firefox does not
            opacity = np.clip(np.round((opacity.astype(float) - 16) * (255 / 219)), 0, 255).astype(np.uint8)
        return numbers[:, :, :-1], opacity
    if "low" in image.info:
        whole = numbers.astype(np.uint16) << 8 | np.asarray(image.info["low"])
        return numbers, np.where((whole == clear).all(2), 0, 255).astype(np.uint8)
    if len(clear) == numbers.shape[2]:
        return numbers, np.where((numbers == clear).all(2), 0, 255).astype(np.uint8)
    return numbers, None


def scaled(gray, image):
    """Gray of more than 8 bits as 0 to 255, of the range of its kind. Floats and 32-bit numbers have none: for these it
    is the first of 1 (of floats alone), 255, 65535 and 4294967295 that none of them exceeds.
    """
    tags = image.tag_v2 if image.format == "TIFF" else {}
    bits, kind = tags.get(258, (16,))[0], tags.get(339, (1,))[0]
    if image.mode.startswith("I;16"):
        small = (gray >> (bits - 8)).astype(np.uint8)  # as browsers do
    else:
        if image.mode == "I" and bits == 32 and kind == 1:
            gray = gray.view(np.uint32)  # Pillow has no such numbers
        low, high = gray.min(), gray.max()
        tops = (1, *TOPS) if image.mode == "F" else TOPS
        top = next((top for top in tops if high <= top), None)
        if low < 0 or top is None or not np.isfinite(high):
            raise Unreadable(f"has numbers from {low:g} to {high:g}; bring them to 0 to 1, or 0 to 255, first")
        small = np.floor(gray * (255 / top) + 0.5).astype(np.uint8)
    return 255 - small if tags.get(262) == 0 else small  # 0: its zero is white


def on_white(numbers, opacity, notes):
    """(height, width, channels) and an opacity as red, green and blue on white, in sRGB."""
    (height, width, channels), found = numbers.shape, notes.colors
    if found and channels not in {"RGB": (1, 3), "GRAY": (1,), "CMYK": (4,)}[found.space]:
        found = None  # it is another picture's
    if channels == 4:
        light = 255 - numbers.astype(np.uint16)
        numbers, channels = (light[:, :, :3] * light[:, :, 3:] // 255).astype(np.uint8), 3
    if found and found.space == "CMYK":  # browsers have shared the black among the other inks before they look it up
        numbers, channels = np.dstack([255 - numbers, np.zeros((height, width), np.uint8)]), 4
    if found is None and opacity is None:
        return np.broadcast_to(numbers, (height, width, 3))
    flat, result = numbers.reshape(-1, channels), np.empty((height * width, 3), np.uint8)
    for start in range(0, len(flat), BLOCK):
        here = slice(start, start + BLOCK)
        part, paper = flat[here].astype(np.int32), 0
        if opacity is not None:  # browsers keep colors as much as they are seen, in whole numbers
            seen = opacity.reshape(-1, 1)[here].astype(np.int32)
            part, paper = (part * seen + notes.cut[0]) // notes.cut[1], 255 - seen
        if found is not None:
            share = np.float32(255) if opacity is None else np.maximum(seen, 1).astype(np.float32)
            full = np.minimum(part.astype(np.float32) / share, 1)
            part = found.shown(np.repeat(full, 3, 1) if found.space == "RGB" and channels == 1 else full) * share
        result[here] = np.floor(part + np.float32(0.5)) + paper
    return result.reshape(height, width, 3)
