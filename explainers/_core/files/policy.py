"""What a page may do, as a Content-Security-Policy that it carries itself: a host need send no header.

Of scripts, a page runs its own files and those whose hash it names; text never becomes a script. It asks no other host
for anything. Styles may stand in the markup: the figures' markup says its sizes in style attributes before any script
runs, and Plotly writes rules of its own into the page. Who may frame a page is left open, since `/embed/NAME/` is made
for frames, and a `<meta>` could not say it.
"""

import base64
import re
from hashlib import sha256

# WebAssembly may be compiled, and no text evaluated.
COMPILED = "'wasm-unsafe-eval'"
COMMON = {
    "default-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "style-src": "'unsafe-inline'",
    # Pictures that a figure computes, and photographs that a reader chooses.
    "img-src": "data: blob:",
    "media-src": "blob:",
}
# Of a page of the site. `default-src`: Firefox fetches the next page ahead, and has no other name for that;
# `connect-src`: specs, models and data sets; `frame-src`: figures in frames of their own.
SITE = COMMON | {
    "default-src": "'self'",
    "object-src": "'none'",
    "script-src": f"'self' {COMPILED}",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "media-src": "'self' blob:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "frame-src": "'self'",
    "manifest-src": "'self'",
}
# Of a file that carries all inside. The large network's thread is made of a text in it.
ALONE = COMMON | {"script-src": COMPILED, "worker-src": "blob:", "font-src": "data:"}

SCRIPT = re.compile(r"<script(?P<attributes>(?:\s[^>]*)?)>(?P<text>.*?)</script", re.DOTALL | re.IGNORECASE)
# A type that is none of those that browsers run: then it is data.
DATA = re.compile(r"""\btype\s*=\s*["']?(?!(?:module|text/javascript|application/javascript)\b)\w""", re.IGNORECASE)
FROM_A_FILE = re.compile(r"\bsrc\s*=", re.IGNORECASE)


def site(*scripts):
    """The `<meta>` of a page of the site; scripts: the whole texts of those that stand in the page and may run."""
    return meta(SITE, scripts)


def alone(*scripts):
    """The same of one file that needs no site and asks for nothing."""
    return meta(ALONE, scripts)


def meta(rules, scripts=()):
    """`<meta>` with rules, {directive: sources}, and with the hashes of scripts that stand in the page."""
    runs = " ".join([rules["script-src"], *dict.fromkeys(map(hashed, scripts))])
    text = "; ".join(f"{directive} {sources}" for directive, sources in {**rules, "script-src": runs}.items())
    return f'<meta http-equiv="Content-Security-Policy" content="{text}">'


def hashed(script):
    """A script's hash as a policy names it: of its text between the tags, to the letter."""
    return f"'sha256-{base64.b64encode(sha256(script.encode()).digest()).decode()}'"


def inline(page):
    """The texts of the scripts that stand in a page, given as html, and that a browser would run."""
    return [
        found["text"]
        for found in SCRIPT.finditer(page)
        if not FROM_A_FILE.search(found["attributes"]) and not DATA.search(found["attributes"])
    ]
