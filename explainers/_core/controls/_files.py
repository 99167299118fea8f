"""What a picture file says beside its pixels. Of this much is broken in the world's files, and none of it stops a
picture that browsers show.
"""

import re
import struct
import zlib
from dataclasses import dataclass

from explainers._core.controls._colors import Colors, from_code_points, from_gamma, from_profile

__all__ = ["Notes", "Unreadable", "apart", "orientation"]

PNG = b"\x89PNG\r\n\x1a\n"
NEEDED = (b"IHDR", b"PLTE", b"IDAT", b"IEND")
PROFILE = 1 << 24  # bytes: no profile is so long, but packed a small file may hold it
PALETTE = 3
CUT = 127, 255  # to the nearest
MOVING = (b"acTL", b"fcTL", b"fdAT")
# Of the curves of H.273: those of video, which in an AVIF stand for sRGB's, and those of HDR.
FILMED = (1, 2, 6, 11, 14, 15)
HDR = (16, 18)
DAMAGED = "is damaged or cut short; get the file again, or save it anew"


class Unreadable(ValueError):
    """Why a picture cannot be read, and what to do, in words that go on after its name."""


@dataclass(frozen=True)
class Notes:
    """colors: what its numbers mean, None for sRGB; turned: from 1 to 8, as EXIF counts; clear: the raw gray or color,
    of 16-bit numbers, that stands for "nothing here"; cut: how a color times its opacity, up to 255 times 255, becomes
    a whole number: what is added, and then divided by.
    """

    colors: Colors | None = None
    turned: int = 1
    clear: tuple[int, ...] = ()
    cut: tuple[int, int] = CUT


def apart(content):
    """(content with nothing in it that could stop Pillow, Notes or None where Pillow knows as much)."""
    if content.startswith(PNG):
        return png(content)
    if content.startswith(b"\xff\xd8"):
        return jpeg(content)
    if content[4:12] == b"ftypavis":  # of one that moves, Chromium takes no number for more than video's range
        content = re.sub(rb"(colrnclx.{6})\x80", lambda found: found[1] + b"\0", content, flags=re.DOTALL)
    if content[4:8] == b"ftyp" and b"colrnclx" in content:
        # The colors of an AVIF that has no profile, which Pillow does not tell.
        primaries, transfer = struct.unpack_from(">2H", content.partition(b"colrnclx")[2].ljust(4, b"\0"))
        return content, Notes(coded(primaries, 13 if transfer in FILMED else transfer))
    if content.startswith(b"BM") and content[70:74] == b"DEBM":
        start, length = struct.unpack_from("<2I", content.ljust(134, b"\0"), 126)
        return content, Notes(from_profile(content[14 + start : 14 + start + length]))
    if content[:4] in (b"\0\0\1\0", b"\0\0\2\0"):
        return icon(content)
    return content, None


def coded(primaries, transfer):
    """Colors by their numbers, unless they go beyond white."""
    if transfer in HDR:
        raise Unreadable("is an HDR picture, which each browser dims in its own way; save it as a plain one (SDR)")
    return from_code_points(primaries, transfer)


def icon(content):
    """The largest picture of an icon, where it is a PNG."""
    count = struct.unpack_from("<H", content.ljust(6, b"\0"), 4)[0]
    known = content[: 6 + 16 * count].ljust(6 + 16 * count, b"\0")
    entries = [struct.unpack_from("<4B2H2I", known, 6 + 16 * i) for i in range(count)]
    width_height_depth = [((width or 256) * (height or 256), depth) for width, height, *_, depth, _, _ in entries]
    if not entries:
        return content, None
    *_, length, start = entries[width_height_depth.index(max(width_height_depth))]
    largest = content[start : start + length]
    return png(largest) if largest.startswith(PNG) else (content, None)


def png(content):
    """A PNG of nothing but what its pixels need, and what stands before them."""
    parts, at, name = [PNG], len(PNG), b""
    notes: dict[bytes, bytes] = {}
    while name != b"IEND":
        if len(content) < at + 8:
            raise Unreadable(DAMAGED)
        length, name = struct.unpack_from(">I4s", content, at)
        whole = content[at : at + 12 + length]
        sound = len(whole) == 12 + length and whole[-4:] == struct.pack(">I", zlib.crc32(whole[4:-4]))
        if name[0] & 32:  # it may be passed over
            if sound and b"IDAT" not in notes:
                notes.setdefault(name, whole[8:-4])
            if sound and name in MOVING:
                parts.append(whole)
        elif name not in NEEDED or not (sound or name == b"IEND"):
            raise Unreadable(DAMAGED)
        elif name != b"IEND":
            notes[name] = whole[8:-4]
            parts.append(whole)
        at += len(whole)
    if len(notes.get(b"fcTL", bytes(26))) != 26:
        raise Unreadable(DAMAGED)
    if (
        len(notes.get(b"acTL", b"")) != 8 or b"fcTL" in notes
    ):  # what it shows first is no picture apart from those that follow
        parts = [part for part in parts if part[4:8] not in MOVING]
    head = notes.get(b"IHDR", b"")
    palette = len(head) == 13 and head[9] == PALETTE
    clear = notes.get(b"tRNS", b"")
    if palette and clear:
        parts.insert(len(parts) - [part[4:8] for part in parts[::-1]].index(b"PLTE"), chunk(b"tRNS", clear))
    key: tuple[int, ...] = () if palette else struct.unpack(f">{len(clear) // 2}H", clear[: len(clear) // 2 * 2])
    if key and head[8] < 8:
        key = (key[0] * 255 // (2 ** head[8] - 1),)  # Pillow spreads what has fewer bits
    parts.append(chunk(b"IEND", b""))
    return b"".join(parts), Notes(png_colors(notes), orientation(notes.get(b"eXIf", b"")), key)


def chunk(name, content):
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def png_colors(notes):
    """The first of a PNG's ways to say its colors that can be understood; None for sRGB."""
    code = notes.get(b"cICP", b"")
    if len(code) == 4:
        if code[2] or code[3] > 1:
            raise Unreadable(DAMAGED)
        if code[3] and (found := coded(*code[:2])):
            return found
    if found := from_profile(unpacked(notes.get(b"iCCP", b""))):
        return found
    if notes.get(b"sRGB", b"") in (b"\0", b"\1", b"\2", b"\3") or len(notes.get(b"gAMA", b"")) != 4:
        return None
    (gamma,) = struct.unpack(">I", notes[b"gAMA"])
    places = notes.get(b"cHRM", b"")
    pairs = [number / 100000 for number in struct.unpack(">8I", places)] if len(places) == 32 else []
    white, *rest = zip(pairs[::2], pairs[1::2]) if pairs else ((),)
    return from_gamma(gamma / 100000, (*rest, white) if pairs else None)


def unpacked(content):
    """The profile in a PNG's chunk; nothing where it is broken."""
    try:
        return zlib.decompressobj().decompress(content.partition(b"\0")[2][1:], PROFILE)
    except zlib.error:
        return b""


def jpeg(content):
    """A JPEG of nothing but what its pixels need, and what stands before them."""
    parts, at, exif = [content[:2]], 2, b""
    profile: dict[int, bytes] = {}  # by the numbers of its parts, each with how many there should be
    while content[at : at + 1] == b"\xff" and content[at + 1 : at + 2] != b"\xda":
        kind, length = struct.unpack_from(">BH", content[at : at + 4].ljust(4, b"\0"), 1)
        part, whole = content[at + 4 : at + 2 + length], content[at : at + 2 + length]
        if kind == 0xFF or length < 2:  # padding, or what has no length
            whole = content[at : at + 1 if kind == 0xFF else at + 2]
            parts.append(whole)
        elif kind == 0xE1 and part.startswith(b"Exif\0"):
            exif = exif or part[6:]
        elif kind == 0xE2 and part.startswith(b"ICC_PROFILE\0") and len(part) >= 14:
            profile.setdefault(part[12], part[13:])
        elif not 0xE0 <= kind <= 0xEF or (kind == 0xE0 and len(part) >= 14) or (kind == 0xEE and len(part) >= 12):
            parts.append(whole)
        at += len(whole)
    good = all(1 <= number <= len(profile) and profile[number][:1] == bytes([len(profile)]) for number in profile)
    joined = b"".join(profile[number][1:] for number in sorted(profile)) if good else b""
    return b"".join([*parts, content[at:]]), Notes(from_profile(joined), orientation(exif))


def orientation(exif):
    """How a picture is turned, from 1 to 8, by its EXIF; 1 where that is broken or says nothing."""
    exif = exif.removeprefix(b"Exif\0\0")
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(exif[:4])
    if not order:
        return 1
    try:
        (start,) = struct.unpack_from(f"{order}I", exif, 4)
        for i in range(struct.unpack_from(f"{order}H", exif, start)[0]):
            tag, kind, count, turned = struct.unpack_from(f"{order}HHIH", exif, start + 2 + 12 * i)
            if tag == 0x0112:
                return turned if kind == 3 and count == 1 and 1 <= turned <= 8 else 1
    except struct.error:
        pass
    return 1
