"""Photographs of one's own: Python and a page see the same pixels, or both say what is wrong with a file."""

import base64
import io
import json
import re
import struct
import subprocess

import numpy as np
import PIL.Image
import pytest
from PIL import ImageCms, PngImagePlugin

import explainers
from explainers._core.controls import _photographs as photographs
from explainers._core.controls import _pictures as pictures
from tests.pictures import GROUPS, P3, clear, gama
from tests.pictures.formats import GRAY, RGB, cmyk, colors, encoded, icc, jpeg, oriented, png, profiled, shades, tiff
from tests.support import ROOT

CONTROL = explainers.Photo("photo")
PLAYER = ROOT / "explainers" / "_player"
# A page's pixels of files, as its own code has them; or what it says.
READ = """async ([files, size]) => {
  const text = ({ data }) => {
    let found = '';
    for (let i = 0; i < data.length; i += 8192) found += String.fromCharCode(...data.subarray(i, i + 8192));
    return btoa(found);
  };
  const found = {};
  for (const [name, content] of Object.entries(files)) {
    const control = { name: 'photo', size, samples: [], smallest: 32, largest: LARGEST, least: 0.1 };
    const file = new File([Uint8Array.from(atob(content), letter => letter.charCodeAt(0))], name);
    try {
      const { picture } = await player.read(control, file);
      if (!size) found[name] = [picture.height, picture.width, text(picture)];
      else {
        const flat = player.feed(control, player.keep(control, picture));
        const data = Uint8ClampedArray.from({ length: 4 * size * size }, (_, i) =>
          Math.round(255 * flat[(i % 4) * size * size + (i >> 2)]));
        found[name] = [size, size, text({ data })];
      }
    } catch (error) { found[name] = error.message; }
  }
  return found;
}""".replace("LARGEST", str(pictures.LARGEST))


@pytest.fixture(scope="session")
def code():
    """The page's own code for pictures, as a script that defines `player`."""
    source = "export * from './own.js'; export { feed, keep } from './photos.js'"
    built = subprocess.run(
        [PLAYER / "node_modules" / ".bin" / "esbuild", "--bundle", "--format=iife", "--global-name=player"],
        input=source, cwd=PLAYER / "src" / "controls" / "parts", capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    return built.replace("var player =", "window.player =")


def packed(files):
    return {name: base64.b64encode(content).decode() for name, content in files.items()}


def unpacked(found):
    """What a page has answered, as (height, width, 3), or its words."""
    return {
        name: each
        if isinstance(each, str)
        else np.frombuffer(base64.b64decode(each[2]), np.uint8).reshape(each[0], each[1], 4)[:, :, :3]
        for name, each in found.items()
    }


@pytest.fixture(scope="session")
def page(browser, code):
    """page(files, size=0): what a page makes of {name: bytes}; with a size, what the network gets."""
    tab = browser.new_page()
    tab.evaluate(code)
    yield lambda files, size=0: unpacked(tab.evaluate(READ, [packed(files), size]))
    tab.close()


def here(files, folder):
    """What Python makes of {name: bytes}, as (height, width, 3), or its words."""
    found = {}
    for name, content in files.items():
        path = folder / name
        path.write_bytes(content)
        try:
            found[name] = pictures.opened(path, "photo")
        except ValueError as error:
            found[name] = str(error)
            assert name in found[name]
    return found


def compared(mine, page, tolerance):
    """In what way they are not the same; nothing where they are."""
    if isinstance(mine, str) or isinstance(page, str):
        return None if isinstance(mine, str) == isinstance(page, str) else f"only one reads it: {mine!r:.300}, {page!r}"
    if mine.shape != page.shape:
        return f"{mine.shape} is not {page.shape}"
    gap = np.abs(mine.astype(int) - page)
    return f"up to {gap.max()} apart" if gap.max() > tolerance else None


# Where a profile's curve is a table, browsers round on the way: up to one number in 200 falls to the other side.
ROUNDED = {"table.png", "table.jpg", "steep.png", "steep.jpg"}


def ended(group):
    """The files of a group, each with an ending."""
    return {name if "." in name else f"{name}.png": content for name, content in GROUPS[group]().items()}


@pytest.mark.parametrize("group", GROUPS)
def test_the_page_and_python_see_the_same_pixels(group, page, tmp_path):
    files = ended(group)
    seen, mine = page(files), here(files, tmp_path)
    tolerance = 2 if group == "profiles seen through" else 1
    assert {
        name: found
        for name in files.keys() - ROUNDED
        if (found := compared(mine[name], seen[name], tolerance)) is not None
    } == {}
    for name in files.keys() & ROUNDED:
        gap = np.abs(mine[name].astype(int) - seen[name])
        assert np.mean(gap > 1) < 0.005 and gap.max() < 16, name
    if group != "damaged":
        assert sum(isinstance(each, str) for each in mine.values()) <= 2


def test_there_are_many_kinds():
    assert sum(len(group()) for group in GROUPS.values()) >= 300


# Rounded otherwise, twice; a GIF as small as its first frame; and EXIF that it does not know by its mark.
OTHERWISE = ["turned 6-rgba.png", "files gamma.ico", "files smaller.gif", "broken EXIF odd-mark.jpg"]


def test_firefox_sees_them_too(firefox, code, tmp_path):
    """But for files that are cut short, of which it shows what there is; and for what it rounds otherwise: gamma,
    tables and inks, and AVIF, whose colors it spreads in another way.
    """
    names = {f"{name}.{ending}" for name in ("srgb", "p3", "adobe", "prophoto") for ending in ("png", "jpg")}
    files = {f"profiles {name}": content for name, content in ended("profiles").items() if name in names}
    for group in ("modes", "turned", "broken EXIF", "files"):
        files |= {f"{group} {name}": content for name, content in ended(group).items() if not name.endswith("avif")}
    for name in OTHERWISE:
        del files[name]
    given = json.dumps({"code": code, "script": READ, "files": packed(files)})
    command = ["node", ROOT / "tests" / "pictures" / "firefox.mjs", firefox]
    done = subprocess.run(command, input=given, capture_output=True, text=True, check=True, timeout=120)
    seen, mine = unpacked(json.loads(done.stdout)), here(files, tmp_path)
    assert {name: found for name in files if (found := compared(mine[name], seen[name], 2)) is not None} == {}


# The same guess


def variants():
    """Photographs as files of many kinds, through the whole way to the network."""
    found = {}
    for name in ("goldfish", "teapot", "garbage_truck"):
        if not photographs.place(name).is_file():
            continue
        with PIL.Image.open(photographs.place(name)) as image:
            photo = image.convert("RGB").resize((360, 300))
        rgb, gray = np.asarray(photo), np.asarray(photo.convert("L"))
        found |= {
            f"{name}.png": png(rgb, 2),
            f"{name}-p3.jpg": encoded(photo, "JPEG", quality=90, icc_profile=P3),
            f"{name}-gray-16.png": png(gray.astype(np.uint16) * 257, 0, 16),
            f"{name}-gamma.png": png(rgb, 2, before=[gama(1)]),
            f"{name}-turned.jpg": encoded(photo, "JPEG", quality=90, exif=oriented(6)),
            f"{name}-cmyk.jpg": encoded(photo.convert("CMYK"), "JPEG", quality=90),
            f"{name}-clear.webp": encoded(photo_with_holes(rgb), "WEBP", lossless=True, icc_profile=P3),
            f"{name}.avif": encoded(photo, "AVIF", quality=80),
        }
    large = photo.resize((2600, 2100), PIL.Image.Resampling.BICUBIC)
    return found | {"large.jpg": encoded(large, "JPEG", quality=80)}


def photo_with_holes(rgb):
    alpha = np.full(rgb.shape[:2], 255, np.uint8)
    alpha[::3, ::5] = 100
    return PIL.Image.fromarray(np.dstack([rgb, alpha]))


def test_the_network_makes_the_same_guess_of_both(page, tmp_path):
    files, guess = variants(), explainers.load("top5")
    seen = page(files, 224)
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
        mine, theirs = (guess.outputs(photo=given) for given in (tmp_path / name, seen[name]))
        assert mine["top_classes"][0] == theirs["top_classes"][0], name
        assert abs(mine["top_probabilities"][0] - theirs["top_probabilities"][0]) < 0.02, name
        if not name.startswith("large"):  # which the page makes smaller as it opens it
            assert np.abs(CONTROL.check(tmp_path / name).astype(int) - seen[name]).max() <= 2, name


# What Python alone reads


def tiffs():
    """{name: (content, gray in a page's numbers)}: the same picture in many depths."""
    gray, gray16 = shades(), shades(np.uint16)
    whole = {"8": gray, "16": gray16, "32": gray16.astype(np.uint32) * 65537}
    found = {f"{bits}.tif": (tiff(numbers), gray) for bits, numbers in whole.items()}
    found |= {
        "32-of-16.tif": (tiff(gray16.astype(np.uint32)), gray),
        "32-of-8.tif": (tiff(gray.astype(np.uint32)), gray),
        "signed-16.tif": (tiff((gray16 // 2).astype(np.int16), sample=2), gray // 2),
        "signed-32.tif": (tiff(gray16.astype(np.int32), sample=2), gray),
        "float.tif": (tiff(gray / np.float32(255), sample=3), gray),
        "float-255.tif": (tiff(gray.astype(np.float32), sample=3), gray),
        "float-65535.tif": (tiff(gray16.astype(np.float32), sample=3), gray),
        "white-is-zero-8.tif": (tiff(255 - gray, photometric=0), gray),
        "white-is-zero-16.tif": (tiff(65535 - gray16, photometric=0), gray),
        "lzw-16.tif": (encoded(PIL.Image.fromarray(gray16), "TIFF", compression="tiff_lzw"), gray),
        "big-endian-16.tif": (encoded(PIL.Image.frombytes("I;16B", GRAY.size, gray16.astype(">u2").tobytes()), "TIFF"),
                              gray),
        "16.pgm": (b"P5 64 48 65535\n" + gray16.astype(">u2").tobytes(), gray),
    }  # fmt: skip
    return found


@pytest.mark.parametrize("file", tiffs())
def test_gray_of_any_depth_keeps_its_shades(file, tmp_path):
    content, wanted = tiffs()[file]
    (tmp_path / file).write_bytes(content)
    found = pictures.opened(tmp_path / file, "photo")
    assert found.shape == (*wanted.shape, 3)
    assert np.abs(found.astype(int) - wanted[:, :, None]).max() <= 1


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        (np.full((48, 64), -0.5, np.float32), "from -0.5 to -0.5"),
        (np.full((48, 64), np.nan, np.float32), "from nan to nan"),
        (np.full((48, 64), np.inf, np.float32), "from inf to inf"),
        (np.full((48, 64), 1e12, np.float32), "to 1e+12"),
    ],
)
def test_numbers_that_are_no_shades_are_said(numbers, words, tmp_path):
    (tmp_path / "odd.tif").write_bytes(tiff(numbers, sample=3))
    with pytest.raises(ValueError, match=rf"photo: .*odd.tif' has numbers .*{re.escape(words)}; bring them to 0 to 1"):
        pictures.opened(tmp_path / "odd.tif", "photo")


def test_a_tiff_has_its_colors_and_lies_as_it_says(tmp_path):
    RGB.save(tmp_path / "p3.tif", icc_profile=P3)
    (tmp_path / "p3.png").write_bytes(png(colors(), 2, before=[icc(P3)]))
    one, other = (pictures.opened(tmp_path / f"p3.{ending}", "photo") for ending in ("tif", "png"))
    np.testing.assert_array_equal(one, other)
    exif = PIL.Image.Exif()
    exif[0x0112] = 6
    RGB.save(tmp_path / "turned.tif", exif=exif)
    np.testing.assert_array_equal(pictures.opened(tmp_path / "turned.tif", "photo"), np.rot90(colors(), -1))


MODES = [
    "1",
    "L",
    "LA",
    "P",
    "PA",
    "RGB",
    "RGBA",
    "RGBa",
    "RGBX",
    "La",
    "CMYK",
    "YCbCr",
    "HSV",
    "LAB",
    "I",
    "F",
    "I;16",
]


@pytest.mark.parametrize("mode", MODES)
def test_an_image_in_memory_of_any_mode_is_the_photo_it_shows(mode):
    made = {"I;16": lambda: PIL.Image.fromarray(shades(np.uint16)), "La": lambda: RGB.convert("LA").convert("La")}
    image = made[mode]() if mode in made else RGB.convert("RGBA").convert(mode) if mode == "RGBa" else RGB.convert(mode)
    assert image.mode == mode
    wanted = {"I;16": lambda: np.repeat(shades()[:, :, None], 3, 2), "I": lambda: RGB.convert("L").convert("RGB")}
    wanted |= {"F": wanted["I"], "La": wanted["I"], "RGBa": lambda: RGB}
    found = pictures.upright(image, "photo")
    given = np.asarray(wanted.get(mode, lambda: image.convert("RGB"))(), int)
    assert np.abs(found - given).max() <= 1


def test_an_image_that_cannot_be_read_is_said():
    with PIL.Image.open(io.BytesIO(jpeg()[:-300])) as image, pytest.raises(ValueError, match="photo: the picture is"):
        CONTROL.check(image)
    with pytest.raises(ValueError, match="photo: the picture has no pixels; choose another"):
        CONTROL.check(PIL.Image.new("RGB", (0, 40)))


@pytest.mark.parametrize(
    "content",
    [
        png(colors(), 2, before=[icc(P3)]),
        png(colors(), 2, before=[gama(1)]),
        png(shades(np.uint16), 0, 16),
        png(colors(), 2, before=[clear(255, 0, 0)]),
        jpeg((0xE1, oriented(6)), *profiled(P3)),
        jpeg(image=cmyk()),
    ],
    ids=["profile", "gamma", "gray-16", "clear", "turned", "cmyk"],
)
def test_an_opened_image_is_the_photo_of_its_file(content, tmp_path):
    path = tmp_path / "photo"
    path.write_bytes(content)
    with PIL.Image.open(path) as image:
        np.testing.assert_array_equal(pictures.upright(image, "photo"), pictures.opened(path, "photo"))


# The inputs that were once wrong, made anew


def test_16_bits_and_a_tag_and_broken_exif_change_no_guess(page, tmp_path):
    with PIL.Image.open(photographs.place("goldfish")) as image:
        photo = image.convert("RGB").resize((240, 240))
    gray, rgb = np.asarray(photo.convert("L")), np.asarray(photo)
    files = {
        "gray8.png": png(gray, 0),
        "gray16.png": png(gray.astype(np.uint16) * 257, 0, 16),
        "noicc.png": png(rgb, 2),
        "p3.png": png(rgb, 2, before=[icc(P3)]),
        "badexif.png": png(rgb, 2, before=[(b"eXIf", b"not a TIFF")]),
    }
    mine, seen = here(files, tmp_path), page(files)
    np.testing.assert_array_equal(mine["gray16.png"], mine["gray8.png"])
    np.testing.assert_array_equal(mine["badexif.png"], mine["noicc.png"])
    assert np.abs(mine["p3.png"].astype(int) - mine["noicc.png"]).max() > 20
    assert {name: compared(mine[name], seen[name], 1) for name in files} == dict.fromkeys(files)


# What cannot be read

ERRORS = [
    struct.error("unpack"), SyntaxError("not a TIFF file"), OSError("broken data stream"), EOFError(), IndexError("0"),
    TypeError("none"), OverflowError("too large"), KeyError("tag"), ValueError("Decompressed data too large"),
    ZeroDivisionError(), AttributeError("tag"), NotImplementedError(), RuntimeError("decoder"), UnicodeDecodeError(
    "utf-8", b"x", 0, 1, "start"), ImageCms.PyCMSError("profile"), MemoryError(), RecursionError(), AssertionError(),
    PIL.Image.DecompressionBombError("bomb"), PIL.UnidentifiedImageError("cannot identify"),
]  # fmt: skip


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
@pytest.mark.parametrize("place", ["open", "load"])
def test_whatever_a_decoder_raises_the_file_is_named(place, error, tmp_path, monkeypatch):
    def stumble(*_, **__):
        raise error

    path = tmp_path / "holiday.png"
    path.write_bytes(png(colors(), 2))
    monkeypatch.setattr(*((PIL.Image, "open") if place == "open" else (PngImagePlugin.PngImageFile, "load")), stumble)
    with pytest.raises(ValueError, match=r"photo: '.*holiday\.png' (is|has|does) .+") as raised:
        CONTROL.check(path)
    assert type(raised.value) is ValueError and ";" in str(raised.value)


REFUSED = {
    "none.png": (None, "there is no file .*none.png'; check its folder"),
    "empty.png": (b"", "is empty; get the file again"),
    "words.png": (b"these are words", "is not a picture that can be read, or is damaged; JPEG, PNG"),
    "cut.jpg": (jpeg()[:-300], "is damaged or cut short; get the file again"),
    "photo.heic": (b"\0\0\0\x18ftypheic" + bytes(99), "is a HEIC photo, which is not read here; save it as JPEG"),
    "drawing.svg": (b"\n <svg/>", "is a drawing (SVG), which is not read here; save it as JPEG"),
    "paper.jpg": (b"%PDF-1.4", "is a PDF and no picture; save it as JPEG"),
    "script.eps": (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 64 64\n%%EndComments\n", "is a drawing (EPS)"),
    "bright.png": (png(colors(), 2, before=[(b"cICP", bytes((9, 16, 0, 1)))]), "is an HDR picture"),
    "vast.png": (png(colors(), 2)[:16] + struct.pack(">2I", 2**30, 2**30) + png(colors(), 2)[24:], "is damaged"),
    "bomb.gif": (b"GIF89a\xff\xff\xff\xff\0\0\0,\0\0\0\0\xff\xff\xff\xff\0\2", "at most 120 megapixels"),
    "small.png": (png(colors()[:20], 2), "only 64 × 20 pixels; it needs at least 32 × 32"),
}


@pytest.mark.parametrize("file", REFUSED)
def test_what_cannot_be_read_is_said_with_what_to_do(file, tmp_path):
    content, words = REFUSED[file]
    if content is not None:
        (tmp_path / file).write_bytes(content)
    with pytest.raises(ValueError, match=words.replace("(", r"\(").replace(")", r"\)")):
        CONTROL.check(tmp_path / file)


def test_a_folder_and_a_name_that_cannot_be_are_said(tmp_path):
    (tmp_path / "album.png").mkdir()
    with pytest.raises(ValueError, match=r"photo: '.*album.png' is a folder; name a picture in it"):
        CONTROL.check(tmp_path / "album.png")
    for name in ("x" * 300 + ".png", "a\0b.png", "~nobody-of-that-name/x.png"):
        with pytest.raises(ValueError, match=r"photo: .*\.png"):
            CONTROL.check(name)


def test_a_path_may_start_at_home(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    RGB.save(tmp_path / "photo.png")
    np.testing.assert_array_equal(CONTROL.check("~/photo.png"), CONTROL.check(RGB))


SAID = {
    "photo.heic": (b"\0\0\0\x18ftypheic" + bytes(99), "“photo.heic” is a HEIC photo, .* Save it as JPEG or PNG"),
    "scan.tif": (encoded(GRAY, "TIFF"), "“scan.tif” is a TIFF picture, .*Save it as JPEG or PNG"),
    "new.jxl": (b"\xff\x0a" + bytes(99), "“new.jxl” is a JPEG of a newer kind .*Save it as JPEG or PNG"),
    "map.svg": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "“map.svg” is a drawing.*Save it as JPEG or PNG"),
    "paper.jpg": (b"%PDF-1.4", "“paper.jpg” is a PDF.*Save it as JPEG or PNG"),
    "clip.mp4": (b"\0\0\0\x18ftypisom" + bytes(99), "“clip.mp4” is a film.*Save it as JPEG or PNG"),
    "cut.avif": (encoded(RGB, "AVIF")[:-60], "“cut.avif” is an AVIF picture.* or is damaged"),
    "words.png": (b"these are words", "“words.png” cannot be opened: .*damaged or cut short.*Save it as JPEG"),
    "empty.png": (b"", "“empty.png” is empty. Get the file again"),
    "dot.png": (png(colors()[:8, :8], 2), "“dot.png” is only 8 × 8 pixels.*Choose a larger one"),
}


@pytest.mark.parametrize("file", SAID)
def test_the_page_says_what_it_cannot_open(file, page):
    content, words = SAID[file]
    found = page({file: content})[file]
    assert isinstance(found, str) and re.search(words, found) and found.endswith("The photo before stays.")
