"""Picture files made by code, of the kinds that cameras, scanners, microscopes and programs write, and damaged ones:
what a page and Python should both see, or both refuse.
"""

import struct
import zlib

import numpy as np
import PIL.Image

from tests.pictures.formats import (
    GRAY,
    HEIGHT,
    LA,
    RGB,
    RGBA,
    WIDTH,
    bmp,
    chrm,
    cmyk,
    coded,
    colors,
    encoded,
    icc,
    ico,
    interlaced,
    jpeg,
    opacity,
    oriented,
    png,
    profiled,
    segment,
    shades,
    smaller,
    without,
)
from tests.pictures.profiles import BROKEN, EXACT, GRAYS, INKS, NEARLY

P3 = EXACT["p3"]
ADOBE = EXACT["adobe"]
P3_PLACES = chrm(0.3127, 0.329, 0.68, 0.32, 0.265, 0.69, 0.15, 0.06)


def gama(number):
    return b"gAMA", struct.pack(">I", round(number * 100000))


def cicp(*numbers):
    return b"cICP", bytes(numbers)


def clear(*numbers):
    return b"tRNS", struct.pack(f">{len(numbers)}H", *map(int, numbers))


def modes():
    """PNG of every kind of pixel."""
    rgb, gray, alpha = colors(), shades(), opacity()
    noise = np.random.default_rng(3).integers(-128, 128, rgb.shape)
    rgb16 = np.clip(colors(np.uint16) + noise, 0, 65535).astype(np.uint16)
    gray16, alpha16 = rgb16[:, :, 1], alpha.astype(np.uint16) * 257
    palette = RGB.quantize(32)
    return {
        "rgb": png(rgb, 2),
        "rgb-16": png(rgb16, 2, 16),
        "rgb-interlaced": interlaced(rgb),
        "rgb-clear": png(rgb, 2, before=[clear(255, 0, 0)]),
        "rgb-16-clear": png(rgb16, 2, 16, before=[clear(*rgb16[20, 20])]),
        "rgba": png(np.dstack([rgb, alpha]), 6),
        "rgba-16": png(np.dstack([rgb16, alpha16]), 6, 16),
        **{f"gray-{depth}": png(gray >> (8 - depth), 0, depth) for depth in (1, 2, 4, 8)},
        "gray-16": png(gray16, 0, 16),
        "gray-16-dark": png(gray16 // 16, 0, 16),
        "gray-2-clear": png(gray >> 6, 0, 2, before=[clear(1)]),
        "gray-8-clear": png(gray, 0, before=[clear(gray[20, 20])]),
        "gray-16-clear": png(gray16, 0, 16, before=[clear(gray16[20, 20])]),
        "la": png(np.dstack([gray, alpha]), 4),
        "la-16": png(np.dstack([gray16, alpha16]), 4, 16),
        "palette": encoded(palette, "PNG"),
        "palette-4": encoded(RGB.quantize(13), "PNG", bits=4),
        "palette-1": encoded(RGB.quantize(2), "PNG", bits=1),
        "palette-clear": encoded(palette, "PNG", transparency=bytes(range(0, 256, 8))),
        "palette-one-clear": encoded(palette, "PNG", transparency=3),
    }


def profiles():
    """Pictures with a profile, opaque."""
    rgb, gray = colors(), shades()
    found = {}
    for name, content in (EXACT | NEARLY).items():
        found[f"{name}.png"] = png(rgb, 2, before=[icc(content)])
        found[f"{name}.jpg"] = jpeg(*profiled(content))
    for name, content in GRAYS.items():
        found[f"{name}.png"] = png(gray, 0, before=[icc(content)])
        found[f"{name}-16.png"] = png(shades(np.uint16), 0, 16, before=[icc(content)])
        found[f"{name}.jpg"] = jpeg(*profiled(content), image=GRAY)
    for name, content in {"p3": P3, "adobe": ADOBE}.items():
        found |= {
            f"{name}-16.png": png(colors(np.uint16), 2, 16, before=[icc(content)]),
            f"{name}-gray.png": png(gray, 0, before=[icc(content)]),
            f"{name}-gray.jpg": jpeg(*profiled(content), image=GRAY),
            f"{name}-palette.png": encoded(RGB.quantize(32), "PNG", icc_profile=content),
            f"{name}.webp": encoded(RGB, "WEBP", lossless=True, icc_profile=content),
            f"{name}-lossy.webp": encoded(RGB, "WEBP", quality=80, icc_profile=content),
            f"{name}.avif": encoded(RGB, "AVIF", quality=90, icc_profile=content),
            f"{name}.bmp": bmp(b"DEBM", content),
            f"{name}.ico": ico(png(rgb, 2, before=[icc(content)])),
        }
    return found | {
        "inks.jpg": jpeg(*profiled(INKS), image=cmyk()),
        "inks-p3.jpg": jpeg(*profiled(P3), image=cmyk()),
        "parts.jpg": jpeg(*profiled(ADOBE[:200], ADOBE[200:])),
        "parts-swapped.jpg": jpeg(*profiled(ADOBE[:200], ADOBE[200:])[::-1]),
        "parts-missing.jpg": jpeg(*profiled(ADOBE[:200], ADOBE[200:])[:1]),
        "parts-twice.jpg": jpeg(*profiled(ADOBE), *profiled(P3)),
    }


def profiles_seen_through():
    """Pictures with a profile, partly transparent."""
    rgb, gray, alpha = colors(), shades(), opacity()
    found = {}
    for name, content in {"p3": P3, "adobe": ADOBE}.items():
        found |= {
            f"{name}-rgba.png": png(np.dstack([rgb, alpha]), 6, before=[icc(content)]),
            f"{name}-clear.png": png(rgb, 2, before=[icc(content), clear(255, 0, 0)]),
            f"{name}-palette.png": encoded(
                RGB.quantize(32), "PNG", icc_profile=content, transparency=bytes(range(0, 256, 8))
            ),
            f"{name}.webp": encoded(RGBA, "WEBP", lossless=True, exact=True, icc_profile=content),
            f"{name}-lossy.webp": encoded(RGBA, "WEBP", quality=80, icc_profile=content),
            f"{name}.avif": encoded(RGBA, "AVIF", quality=90, icc_profile=content),
        }
    for name, content in GRAYS.items():
        found[f"{name}-la.png"] = png(np.dstack([gray, alpha]), 4, before=[icc(content)])
    found["chunks-rgba.png"] = png(np.dstack([rgb, alpha]), 6, before=[gama(1 / 1.8), P3_PLACES])
    return found


def chunks():
    """PNG that says its colors in other ways, and in several."""
    rgb, gray = colors(), shades()
    wide, p3, adobe = cicp(12, 13, 0, 1), icc(P3), icc(ADOBE)
    ways = {
        "srgb": [(b"sRGB", b"\0")],
        **{f"gamma-{number:.3f}": [gama(number)] for number in (1, 1 / 1.8, 1 / 2, 0.45455, 0.46, 0.1, 10, 0)},
        "places": [P3_PLACES],
        "gamma-places": [gama(0.45455), P3_PLACES],
        "gamma-1.8-places": [gama(1 / 1.8), P3_PLACES],
        "gamma-bad-places": [gama(1 / 1.8), chrm(0, 0, 0, 0, 0, 0, 0, 0)],
        "gamma-srgb": [gama(1), (b"sRGB", b"\0"), P3_PLACES],
        "gamma-odd-srgb": [gama(1), (b"sRGB", b"\7")],
        "gamma-profile": [gama(1), adobe],
        "srgb-profile": [(b"sRGB", b"\0"), adobe],
        "broken-profile-gamma": [icc(b"nonsense"), gama(1)],
        "gamma-twice": [gama(1), gama(0.45455)],
        "code-profile": [wide, adobe],
        "unknown-code-profile": [cicp(2, 2, 0, 1), adobe],
        "narrow-code-profile": [cicp(12, 13, 0, 0), adobe],
        "code-short": [(b"cICP", b"\1\15\0")],
        "code-matrix": [cicp(12, 13, 1, 1)],
        "code-odd-range": [cicp(12, 13, 0, 2)],
        **{f"code-1-{curve}": [cicp(1, curve, 0, 1)] for curve in (1, 4, 5, 6, 7, 8, 13, 14, 17, 255)},
        **{f"code-{places}-13": [cicp(places, 13, 0, 1)] for places in (4, 5, 6, 8, 9, 10, 11, 12, 22, 77)},
        "short": [(b"gAMA", b"\1"), (b"cHRM", b"\1"), (b"pHYs", b"\1"), (b"tIME", b""), (b"sRGB", b"")],
    }
    found = {name: png(rgb, 2, before=before) for name, before in ways.items()}
    found["gray-gamma"] = png(gray, 0, before=[gama(1)])
    found["gray-code"] = png(gray, 0, before=[wide])
    found["gray-gamma-places"] = png(gray, 0, before=[gama(1), P3_PLACES])
    found["gamma-late"] = png(rgb, 2, after=[gama(1)])
    for name, content in {"profile": p3, "gamma": gama(1)}.items():
        whole = png(rgb, 2, before=[content])
        end = 33 + 12 + len(content[1])
        found[f"damaged-{name}"] = whole[: end - 1] + bytes([whole[end - 1] ^ 1]) + whole[end:]
    return found


def turned():
    """Pictures that say how they are turned."""
    rgb = colors()
    found = {f"{number}.jpg": jpeg(exif=oriented(number)) for number in range(10)}
    for number in range(1, 9):
        found[f"{number}.png"] = png(rgb, 2, before=[(b"eXIf", oriented(number)[6:])])
    for number in (3, 6):
        found[f"{number}.webp"] = encoded(RGB, "WEBP", exif=oriented(number), lossless=True)
        found[f"{number}.avif"] = encoded(RGB, "AVIF", exif=oriented(number), quality=90)
    found["6-cmyk.jpg"] = jpeg(exif=oriented(6), image=cmyk())
    found["6-rgba.png"] = png(np.dstack([rgb, opacity()]), 6, before=[(b"eXIf", oriented(6)[6:]), icc(P3)])
    found["6-late.png"] = png(rgb, 2, after=[(b"eXIf", oriented(6)[6:])])
    found["twice.jpg"] = jpeg((0xE1, oriented(3)), (0xE1, oriented(6)))
    raw = b"\nexif\n" + str(len(oriented(6))).rjust(8).encode() + b"\n" + oriented(6).hex().encode()
    found["words.png"] = png(rgb, 2, before=[(b"zTXt", b"Raw profile type exif\0\0" + zlib.compress(raw))])
    found["xmp.jpg"] = jpeg((0xE1, b'http://ns.adobe.com/xap/1.0/\0<x:xmpmeta tiff:Orientation="6"/>'))
    return found


def exifs():
    """EXIF that is broken, each in a JPEG, a PNG and a WebP."""
    good = oriented(6)
    entry = b"Exif\0\0MM\0*\0\0\0\x08\0\1\x01\x12"
    contents = {
        "words": b"no exif at all",
        "cut": good[:12],
        "short": good[:20],
        "endless": good[:-6] + b"\xff\xff\xff\xff",
        "empty": b"Exif\0\0",
        "far": good[:10] + b"\xff\xff\xff\x7f" + good[14:],
        "long": entry + b"\0\4\0\0\0\1\0\0\0\6",
        "two": entry + b"\0\3\0\0\0\2\0\6\0\0",
        "byte": entry + b"\0\1\0\0\0\1\6\0\0\0",
        "odd-kind": entry + b"\0\x63\0\0\0\1\0\6\0\0",
        "odd-order": b"Exif\0\0MM\0+" + entry[10:] + b"\0\3\0\0\0\1\0\6\0\0",
        "odd-mark": b"Exif\0\xff" + entry[6:] + b"\0\3\0\0\0\1\0\6\0\0",
    }
    found = {}
    for name, content in contents.items():
        found[f"{name}.jpg"] = jpeg((0xE1, content))
        found[f"{name}.png"] = png(colors(), 2, before=[(b"eXIf", content[6:])])
        found[f"{name}.webp"] = encoded(RGB, "WEBP", exif=content, lossless=True)
    return found


def notes():
    """Other notes that are broken, or very long."""
    packed = zlib.compress(b"x" * 3_000_000)
    ways = {
        "packed": [(b"zTXt", b"Comment\0\0" + packed)],
        "packed-utf8": [(b"iTXt", b"Comment\0\1\0\0\0" + packed)],
        "long": [(b"tEXt", b"Comment\0" + b"x" * 3_000_000)],
        "many": [(b"zTXt", b"Comment\0\0" + zlib.compress(b"x" * 1_000_000))] * 70,
        "broken": [(b"zTXt", b"Comment\0\0no zip"), (b"iTXt", b"x"), (b"tEXt", b"")],
        "motion": [(b"acTL", b"\0")],
        "still": [(b"acTL", struct.pack(">2I", 2, 0))],
        **{f"profile-{name}": [icc(content)] for name, content in BROKEN.items()},
        "profile-unzipped": [(b"iCCP", b"made\0\0not packed")],
    }
    found = {f"{name}.png": png(colors(), 2, before=before) for name, before in ways.items()}
    for i, each in enumerate([
        (0xE0, b"JFIF\0"), (0xE0, b"JFIF"), (0xE2, b"MPF\0"), (0xE2, b"MPF\0II*\0\x08\0\0\0"),
        (0xE2, b"MPF\0MM\0*" + bytes(30)), (0xE2, b"ICC_PROFILE\0"), (0xE2, b"ICC_PROFILE\0\2\5" + b"x" * 20),
        (0xED, b"Photoshop 3.0\0"), (0xED, b"Photoshop 3.0\x008BIM\3\xed\0\0\0\0\0\1x"), (0xEE, b"Adobe"), (0xFE, b""),
        (0xE2, b"FPXR\0"),
    ]):  # fmt: skip
        found[f"segment-{i}.jpg"] = jpeg(each)
    for name, content in BROKEN.items():
        found[f"profile-{name}.jpg"] = jpeg(*profiled(content))
        found[f"profile-{name}.webp"] = encoded(RGB, "WEBP", lossless=True, icc_profile=content or None)
    return found


def files():
    """Kinds of files."""
    palette, still = RGB.quantize(32), {"save_all": True, "append_images": [RGB.rotate(180)]}
    moving = {**still, "duration": 100}
    spot = PIL.Image.new("RGBA", (WIDTH, HEIGHT), (0, 0, 0, 0))
    spot.paste((255, 0, 0, 255), (10, 10, 40, 30))
    inks = jpeg(image=cmyk())
    avif = encoded(RGB, "AVIF", quality=90, subsampling="4:4:4")
    adobe = inks.index(b"Adobe") + 11
    return {
        **{f"{share}.jpg": jpeg(subsampling=share) for share in (0, 1, 2)},
        "odd.jpg": jpeg(image=RGB.crop((0, 0, 61, 43)), subsampling=2),
        "progressive.jpg": jpeg(progressive=True),
        "restarts.jpg": jpeg(restart_marker_blocks=2),
        "gray.jpg": jpeg(image=GRAY),
        "rgb.jpg": jpeg(keep_rgb=True),
        "cmyk.jpg": inks,
        "cmyk-progressive.jpg": jpeg(image=cmyk(), progressive=True),
        "cmyk-unmarked.jpg": without(inks, 0xEE),
        "ycck.jpg": inks[:adobe] + b"\2" + inks[adobe + 1 :],
        "two.jpg": encoded(RGB, "MPO", **still),
        "more.jpg": jpeg() + b"more" * 50,
        "lossless.webp": encoded(RGB, "WEBP", lossless=True),
        "lossy.webp": encoded(RGB, "WEBP", quality=80),
        "alpha.webp": encoded(RGBA, "WEBP", lossless=True, exact=True),
        "alpha-lossy.webp": encoded(RGBA, "WEBP", quality=80),
        "moves.webp": encoded(RGB, "WEBP", lossless=True, **moving),
        "moves-alpha.webp": encoded(spot, "WEBP", lossless=True, background=(0, 255, 0, 255), **moving),
        "rgb.gif": encoded(RGB, "GIF"),
        "gray.gif": encoded(GRAY, "GIF"),
        "clear.gif": encoded(palette, "GIF", transparency=3),
        "moves.gif": encoded(RGB, "GIF", **moving),
        "moves-clear.gif": encoded(spot, "GIF", **moving),
        "smaller.gif": smaller(WIDTH, 60),
        "moves.png": encoded(RGB, "PNG", **moving),
        "moves-later.png": encoded(RGB, "PNG", default_image=True, **moving),
        "1.bmp": encoded(RGB.convert("1"), "BMP"),
        "gray.bmp": encoded(GRAY, "BMP"),
        "palette.bmp": encoded(palette, "BMP"),
        "rgb.bmp": encoded(RGB, "BMP"),
        "rgba.bmp": encoded(RGBA, "BMP"),
        "srgb.bmp": bmp(),
        "top-down.bmp": bmp(top_down=True),
        "rgb.ico": encoded(RGB, "ICO", sizes=[(WIDTH, HEIGHT)]),
        "rgba.ico": encoded(RGBA, "ICO", sizes=[(WIDTH, HEIGHT)]),
        "bitmap.ico": encoded(RGBA, "ICO", sizes=[(WIDTH, HEIGHT)], bitmap_format="bmp"),
        "two.ico": ico(encoded(GRAY, "PNG"), encoded(LA, "PNG")),
        "gamma.ico": ico(png(colors(), 2, before=[gama(1)])),
        "rgb.cur": ico(png(colors(), 2), kind=2),
        "420.avif": encoded(RGB, "AVIF", quality=90),
        "422.avif": encoded(RGB, "AVIF", quality=90, subsampling="4:2:2"),
        "444.avif": avif,
        "gray.avif": encoded(GRAY, "AVIF", quality=90, subsampling="4:0:0"),
        "narrow.avif": encoded(RGB, "AVIF", quality=90, range="limited"),
        "alpha.avif": encoded(RGBA, "AVIF", quality=90, subsampling="4:4:4"),
        "alpha-gray.avif": encoded(LA, "AVIF", quality=90),
        "moves.avif": encoded(RGB, "AVIF", quality=90, **moving),
        "moves-narrow.avif": encoded(RGB, "AVIF", quality=90, range="limited", **moving),
        **{
            f"code-{places}-{curve}.avif": coded(places, curve, avif)
            for places, curve in ((12, 13), (9, 13), (9, 1), (1, 1), (1, 4), (1, 8), (2, 2), (77, 13), (12, 2), (6, 6))
        },
    }


def damaged():
    """Files that neither shows, or both do."""
    whole, photo = png(colors(), 2), jpeg()
    pixels = whole.index(b"IDAT")
    moved = struct.unpack(">I", whole[pixels - 4 : pixels])[0]
    found = {
        "no-end.png": whole[:-12],
        "cut-end.png": whole[:-4],
        "half.png": whole[: len(whole) // 2],
        "pixels.png": whole[: pixels + 4 + moved] + b"oops" + whole[pixels + 8 + moved :],
        "head.png": whole[:29] + b"oops" + whole[33:],
        "unknown.png": png(colors(), 2, before=[(b"ABCD", b"x")]),
        "motion.png": png(colors(), 2, before=[(b"acTL", struct.pack(">2I", 2, 0)), (b"fcTL", b"\0")]),
        "more.png": whole + b"more" * 50,
        "half.jpg": photo[: len(photo) // 2],
        "no-end.jpg": photo[:-2],
        "half-progressive.jpg": (lambda it: it[: len(it) // 2])(jpeg(progressive=True)),
        "mark.jpg": photo[:2],
        "endless.jpg": photo[:2] + b"\xff\xe1\xff\xff",
        "zero.png": png(np.zeros((0, 0, 3), np.uint8), 2),
        "vast.png": whole[:16] + struct.pack(">2I", 2**31 - 1, 2**31 - 1) + whole[24:],
        "empty.png": b"",
        "words.png": b"no picture at all, in words",
        "web.jpg": b"<!doctype html><title>not found</title>",
        "drawing.png": b"<svg xmlns='http://www.w3.org/2000/svg' width='64' height='64'/>",
        "document.jpg": b"%PDF-1.7\n",
        "script.jpg": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 64 64\n",
        "photo.heic": b"\0\0\0\x18ftypheic" + bytes(100),
        "layers.psd": b"8BPS\0\1" + bytes(6) + struct.pack(">H2I2H", 3, 0, 0, 8, 3),
        "film.mp4": b"\0\0\0\x18ftypisom" + bytes(100),
        "none.ico": b"\0\0\1\0\0\0",
        "far.ico": ico(whole)[:18] + b"\xff\xff\xff\x7f" + ico(whole)[22:],
        "lone.jpg": b"\xff\xd8" + segment(0xE1, b"Exif\0\0"),
    }
    for kind, options in {"WEBP": {"lossless": True}, "GIF": {}, "BMP": {}, "AVIF": {}}.items():
        content = encoded(RGB, kind, **options)
        found[f"half.{kind.lower()}"] = content[: len(content) // 2]
    return found


GROUPS = {
    "modes": modes,
    "profiles": profiles,
    "profiles seen through": profiles_seen_through,
    "chunks": chunks,
    "turned": turned,
    "broken EXIF": exifs,
    "notes": notes,
    "files": files,
    "damaged": damaged,
}
