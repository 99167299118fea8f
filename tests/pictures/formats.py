"""Pictures in the formats of files, as their standards have them: what Pillow would not write, too."""

import io
import struct
import zlib

import numpy as np
import PIL.Image

WIDTH, HEIGHT = 64, 48


def colors(dtype=np.uint8):
    """(HEIGHT, WIDTH, 3): colors of all kinds, softly changing, some full, from 0 to 255 or to the top of the dtype."""
    rng = np.random.default_rng(5)
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH]
    waves = [np.sin(x / a + p) * np.cos(y / b + p) for a, b, p in ((9, 7, 0), (6, 11, 1), (13, 5, 2))]
    soft = np.stack(waves, -1) * 0.6 + 0.5 + rng.normal(0, 0.02, (HEIGHT, WIDTH, 3))
    soft[:8, :24] = np.repeat(np.eye(3), 8, 0)[None]  # full red, green, blue
    soft[-4:] = np.linspace(0, 1, WIDTH)[None, :, None]
    top = np.iinfo(dtype).max
    return np.round(np.clip(soft, 0, 1) * top).astype(dtype)


def shades(dtype=np.uint8):
    return colors(dtype)[:, :, 1]


def opacity():
    return np.tile(np.round(np.linspace(0, 255, WIDTH)).astype(np.uint8), (HEIGHT, 1))


RGB = PIL.Image.fromarray(colors())
GRAY = PIL.Image.fromarray(shades())
RGBA = PIL.Image.fromarray(np.dstack([colors(), opacity()]))
LA = PIL.Image.merge("LA", [GRAY, PIL.Image.fromarray(opacity())])


def encoded(image, kind, **options):
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def chunk(name, content):
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def png(array, kind, depth=8, before=(), after=()):
    """A PNG of a (height, width, channels) array; kind: its color type; before, after: more chunks around its pixels,
    as (name, content).
    """
    height, width = array.shape[:2]
    if depth == 16:
        lines = array.astype(">u2").reshape(height, -1).view(np.uint8)
    elif depth == 8:
        lines = array.reshape(height, width * (array.shape[2] if array.ndim == 3 else 1)).astype(np.uint8)
    else:
        bits = np.unpackbits(array.astype(np.uint8)[:, :, None], axis=2)[:, :, -depth:]
        lines = np.packbits(bits.reshape(height, -1), axis=1)
    data = zlib.compress(b"".join(b"\0" + line.tobytes() for line in lines))
    head = struct.pack(">2I5B", width, height, depth, kind, 0, 0, 0)
    chunks = [(b"IHDR", head), *before, (b"IDAT", data), *after, (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*each) for each in chunks)


def interlaced(array):
    """A PNG that comes in seven passes."""
    height, width = array.shape[:2]
    ways = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
    passes = [array[top::down, left::across] for left, top, across, down in ways]
    data = zlib.compress(b"".join(b"\0" + line.tobytes() for part in passes for line in part))
    head = struct.pack(">2I5B", width, height, 8, 2, 0, 0, 1)
    chunks = [(b"IHDR", head), (b"IDAT", data), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*each) for each in chunks)


def oriented(number):
    exif = PIL.Image.Exif()
    exif[0x0112] = number
    return exif.tobytes()


def icc(content):
    return b"iCCP", b"made\0\0" + zlib.compress(content)


def chrm(*numbers):
    return b"cHRM", struct.pack(">8I", *(round(number * 100000) for number in numbers))


P3_CHRM = chrm(0.3127, 0.329, 0.68, 0.32, 0.265, 0.69, 0.15, 0.06)


def tiff(array, photometric=1, sample=1, extra=()):
    """A TIFF of an array, uncompressed; sample: 1 for whole numbers, 2 with signs, 3 for floats."""
    array = np.atleast_3d(array)
    height, width, channels = array.shape
    bits = array.dtype.itemsize * 8
    data = array.astype(array.dtype.newbyteorder("<")).tobytes()
    tags = {
        256: (3, width),
        257: (3, height),
        259: (3, 1),
        262: (3, photometric),
        273: (4, 8),
        277: (3, channels),
        278: (4, height),
        279: (4, len(data)),
    }
    after = b""
    start = 8 + len(data)
    for tag, value in ((258, bits), (339, sample)):
        if channels <= 2:
            tags[tag] = (3, value) if channels == 1 else (3, value | value << 16, 2)
        else:
            tags[tag] = (3, start + len(after), channels)
            after += struct.pack(f"<{channels}H", *[value] * channels)
    for tag, value in extra:
        tags[tag] = (3, value)
    entries = b""
    for tag in sorted(tags):
        kind, value, *count = tags[tag]
        entries += struct.pack("<HHII", tag, kind, *(count or [1]), value)
    return (
        b"II*\0"
        + struct.pack("<I", start + len(after))
        + data
        + after
        + struct.pack("<H", len(tags))
        + entries
        + bytes(4)
    )


def cmyk():
    """The picture in inks."""
    rgb = 255 - colors().astype(int)
    black = rgb.min(2, keepdims=True) // 2
    return PIL.Image.fromarray(np.dstack([rgb - black, black]).astype(np.uint8), "CMYK")


def segment(kind, content):
    return b"\xff" + bytes([kind]) + struct.pack(">H", len(content) + 2) + content


def jpeg(*segments, image=RGB, **options):
    """A JPEG with more segments, as (kind, content), in front."""
    content = encoded(image, "JPEG", quality=95, **options)
    return content[:2] + b"".join(segment(*each) for each in segments) + content[2:]


def profiled(*parts):
    """Segments of a JPEG that hold a profile."""
    return [(0xE2, b"ICC_PROFILE\0" + bytes([i, len(parts)]) + part) for i, part in enumerate(parts, 1)]


def without(content, kind):
    """A JPEG without its first segment of a kind."""
    at = content.index(bytes([0xFF, kind]))
    return content[:at] + content[at + 2 + struct.unpack(">H", content[at + 2 : at + 4])[0] :]


def coded(primaries, transfer, content):
    """An AVIF whose colors are other ones, by their numbers in H.273."""
    at = content.index(b"colrnclx") + 8
    return content[:at] + struct.pack(">2H", primaries, transfer) + content[at + 4 :]


def bmp(space=b"BGRs", profile=b"", top_down=False):
    """A BMP with the longest of its headers."""
    rows = colors()[:, :, ::-1]
    data = (rows if top_down else rows[::-1]).tobytes()
    head = struct.pack("<Iii2H6I", 124, WIDTH, -HEIGHT if top_down else HEIGHT, 1, 24, 0, len(data), 2835, 2835, 0, 0)
    head += bytes(16) + space + bytes(48) + struct.pack("<4I", 4, 124 + len(data) if profile else 0, len(profile), 0)
    return b"BM" + struct.pack("<I2HI", 138 + len(data) + len(profile), 0, 0, 138) + head + data + profile


def ico(*pictures, kind=1):
    """An icon, or with kind 2 a cursor, of PNG files of this size; the last is said to be the largest."""
    start, entries = 6 + 16 * len(pictures), b""
    for i, content in enumerate(pictures, 1):
        size = (WIDTH, HEIGHT) if i == len(pictures) else (16 * i, 16)
        entries += struct.pack("<4B2H2I", *size, 0, 0, 1, 32, len(content), start)
        start += len(content)
    return struct.pack("<3H", 0, kind, len(pictures)) + entries + b"".join(pictures)


def smaller(width, height):
    """A GIF whose first frame is smaller than the picture."""
    content = encoded(RGB.crop((0, 0, 40, 40)), "GIF")
    return content[:6] + struct.pack("<2H", width, height) + content[10:]
