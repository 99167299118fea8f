"""Color profiles, made from their numbers."""

import struct

import numpy as np


def fixed(number):
    return struct.pack(">i", round(number * 65536))


def xyz(x, y, z):
    return b"XYZ \0\0\0\0" + fixed(x) + fixed(y) + fixed(z)


def gamma(power):
    return b"para\0\0\0\0\0\0\0\0" + fixed(power)


def power(exponent):
    """A gamma as version 2 has it."""
    return b"curv\0\0\0\0" + struct.pack(">IH", 1, round(exponent * 256)) + b"\0\0"


def table(numbers):
    """A curve as a table of 16-bit numbers."""
    return b"curv\0\0\0\0" + struct.pack(f">I{len(numbers)}H", len(numbers), *numbers)


def shade(number):
    """sRGB's curve, from a number to light."""
    return number / 12.92 if number <= 0.04045 else ((number + 0.055) / 1.055) ** 2.4


SRGB_CURVE = b"para\0\0\0\0\0\3\0\0" + b"".join(map(fixed, (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)))
WHITE = 0.9642, 1.0, 0.8249  # D50


def described(text):
    return b"desc\0\0\0\0" + struct.pack(">I", len(text) + 1) + text.encode() + bytes(79)


def profile(space, tags, version=0x02400000, kind=b"mntr", between=b"XYZ "):
    """An ICC profile of {name of four letters: content}."""
    tags = {"desc": described("made"), "wtpt": xyz(*WHITE), **tags}
    table, body, start = b"", b"", 132 + 12 * len(tags)
    for name, content in tags.items():
        content += bytes(-len(content) % 4)
        table += name.encode() + struct.pack(">II", start + len(body), len(content))
        body += content
    head = struct.pack(">I4sI4s4s4s", start + len(body), b"\0\0\0\0", version, kind, space.ljust(4).encode(), between)
    head += struct.pack(">6H", 2026, 1, 1, 0, 0, 0) + b"acsp" + bytes(28) + fixed(WHITE[0]) + fixed(1) + fixed(WHITE[2])
    return head.ljust(128, b"\0") + struct.pack(">I", len(tags)) + table + body


def tagged(curve, *columns, **options):
    """A profile of three curves and the colors of red, green and blue, in XYZ under D50."""
    tags = {f"{color}XYZ": xyz(*column) for color, column in zip("rgb", columns)}
    return profile("RGB", tags | {f"{color}TRC": curve for color in "rgb"}, **options)


SRGB = ((0.43607, 0.22249, 0.01392), (0.38515, 0.71687, 0.09708), (0.14307, 0.06061, 0.71410))
P3 = ((0.51512, 0.24120, -0.00105), (0.29198, 0.69225, 0.04189), (0.15710, 0.06657, 0.78407))
ADOBE = ((0.60974, 0.31111, 0.01947), (0.20528, 0.62567, 0.06087), (0.14919, 0.06322, 0.74457))
PROPHOTO = ((0.79767, 0.28804, 0.0), (0.13519, 0.71188, 0.0), (0.03134, 0.00009, 0.82491))


def grid(channels, size, perceived, between=b"Lab ", wide=True):
    """A table from a device's channels to perceived color: of (channels, ...) from 0 to 1, (3, ...) from 0 to 1."""
    places = np.meshgrid(*[np.linspace(0, 1, size)] * channels, indexing="ij")
    top = 65535 if wide else 255
    numbers = np.round(np.clip(np.stack(perceived(*places), -1), 0, 1) * top).astype(">u2" if wide else "u1").tobytes()
    head = bytes([channels, 3, size, 0]) + b"".join(map(fixed, (1, 0, 0, 0, 1, 0, 0, 0, 1)))
    if wide:
        straight = struct.pack(">2H", 0, 65535)
        return b"mft2\0\0\0\0" + head + struct.pack(">2H", 2, 2) + straight * channels + numbers + straight * 3
    straight = bytes(range(256))
    return b"mft1\0\0\0\0" + head + straight * channels + numbers + straight * 3


def ink(c, m, y, k):
    red, green, blue = (1 - 0.95 * c) * (1 - k), (1 - 0.85 * m) * (1 - k), (1 - 0.9 * y) * (1 - k)
    light = (0.3 * red + 0.59 * green + 0.11 * blue) ** 0.9
    return light, (red - green) * 0.27 + 0.5, (0.5 * (red + green) - blue) * 0.31 + 0.5


def swapped(r, g, b):
    """Lab, with red and blue exchanged, so that nobody takes the curves instead."""
    return (0.2 * b + 0.7 * g + 0.1 * r) ** 0.45, (b - g) * 0.31 + 0.5, (0.5 * (b + g) - r) * 0.31 + 0.5


def seen(r, g, b):
    """XYZ."""
    return (0.43 * r + 0.38 * g + 0.14 * b) / 2, (0.22 * r + 0.72 * g + 0.06 * b) / 2, (0.1 * g + 0.7 * b) / 2


def newer(bits=16, matrix=True):
    """A table as version 4 has it: curves, a grid, curves, a matrix, curves."""
    size = 5
    places = np.meshgrid(*[np.linspace(0, 1, size)] * 3, indexing="ij")
    numbers = np.round(np.clip(np.stack(swapped(*places), -1), 0, 1) * (2**bits - 1))
    data = numbers.astype(">u2" if bits == 16 else "u1").tobytes()
    lookup = bytes([size] * 3) + bytes(13) + bytes([bits // 8, 0, 0, 0]) + data + bytes(-len(data) % 4)
    turned = b"".join(map(fixed, (1, 0.02, 0, 0, 1, 0.01, 0.01, 0, 1, 0, 0.001, 0)))
    parts = [gamma(1.0) * 3, turned if matrix else b"", gamma(1.1) * 3 if matrix else b"", lookup, gamma(1.2) * 3]
    starts = [32 + sum(map(len, parts[:i])) if part else 0 for i, part in enumerate(parts)]
    return b"mAB \0\0\0\0" + bytes([3, 3, 0, 0]) + struct.pack(">5I", *starts) + b"".join(parts)


P3_PROFILE = tagged(SRGB_CURVE, *P3, version=0x04300000)
EXACT = {
    "srgb": tagged(SRGB_CURVE, *SRGB, version=0x04300000),
    "srgb-table": tagged(table([round(65535 * shade(i / 1023)) for i in range(1024)]), *SRGB),
    "p3": P3_PROFILE,
    "adobe": tagged(power(563 / 256), *ADOBE),
    "prophoto": tagged(power(1.8), *PROPHOTO),
    "linear": tagged(b"curv\0\0\0\0\0\0\0\0", *SRGB),
    "lab": profile("RGB", {"A2B0": grid(3, 9, swapped)}, between=b"Lab "),
    "lab-8": profile("RGB", {"A2B0": grid(3, 7, swapped, wide=False)}, between=b"Lab "),
    "lab-relative": profile("RGB", {"A2B1": grid(3, 9, swapped)}, between=b"Lab "),
    "xyz": profile("RGB", {"A2B0": grid(3, 7, seen)}),
    "new": profile("RGB", {"A2B0": newer()}, version=0x04300000, between=b"Lab "),
    "new-8": profile("RGB", {"A2B0": newer(8)}, version=0x04300000, between=b"Lab "),
    "new-plain": profile("RGB", {"A2B0": newer(matrix=False)}, version=0x04300000, between=b"Lab "),
}
# Of what no formula says, browsers round on the way, where a few numbers fall to the other side.
NEARLY = {
    "table": tagged(table([round(65535 * (i / 255) ** 2.0) for i in range(256)]), *P3),
    "steep": tagged(table([round(65535 * (0.5 * (i / 63) ** 1.6 + 0.5 * (i / 63) ** 3)) for i in range(64)]), *ADOBE),
}
INKS = profile("CMYK", {"A2B0": grid(4, 5, ink)}, kind=b"prtr", between=b"Lab ")
GRAYS = {
    "gray-2.2": profile("GRAY", {"kTRC": power(2.2)}),
    "gray-1.8": profile("GRAY", {"kTRC": power(1.8)}),
    "gray-linear": profile("GRAY", {"kTRC": b"curv\0\0\0\0\0\0\0\0"}),
    "gray-table": profile("GRAY", {"kTRC": table([round(65535 * (i / 255) ** 1.5) for i in range(256)])}),
}


def changed(content, at, part):
    return content[:at] + part + content[at + len(part) :]


# Profiles that browsers pass over.
BROKEN = {
    "cut": P3_PROFILE[:200],
    "words": b"no profile at all",
    "empty": b"",
    "unsigned": changed(P3_PROFILE, 36, b"none"),
    "version 5": changed(P3_PROFILE, 8, b"\5\0\0\0"),
    "too long": changed(P3_PROFILE, 0, b"\xff\xff\xff\xff"),
    "many tags": changed(P3_PROFILE, 128, b"\xff\xff\xff\xff"),
    "other white": changed(P3_PROFILE, 68, bytes(12)),
    "no curve": profile("RGB", {f"{color}XYZ": xyz(*column) for color, column in zip("rgb", P3)}),
    "odd curve": tagged(b"xxxx" + bytes(12), *P3),
    "negative": tagged(gamma(-1), *P3),
    "bad table": profile("RGB", {"A2B0": b"mft2" + bytes(30)}, between=b"Lab "),
    "inks": INKS,
    "gray": GRAYS["gray-1.8"],
}
