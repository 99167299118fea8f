# Twin: _player/src/page/mended.js
"""Addresses as they come back from chats, mails and documents: encoded once more, broken, or with a sign at their end.

A right address means what it always did: a part is mended only where it cannot be understood as it stands.
"""

import re
from urllib.parse import parse_qsl, unquote

from explainers._core.words import names

OFTEN = 4  # as often as one may have been encoded
NAME = re.compile(r"[\w-]+", re.ASCII)
QUESTION = re.compile("%(?:25)*3F", re.IGNORECASE)
CUT = re.compile(r"(?:…|\.{3,})\W*$")  # a chat shows the beginning of a long address
# What sites add to the links that are clicked on in them, to follow readers.
FOLLOWED = re.compile(r"utm_\w+|[a-z]{0,3}clid|msclkid|_g[al]|mc_[ce]id|igsh(?:id)?|ref_\w+", re.ASCII)
LEFT = re.compile(r"[#\w]+;", re.ASCII)  # of an entity, such as &gt; at the end


def fragment(link):
    """What stands after the first # of a link, which may itself be encoded; "" where there is none."""
    link = re.sub(r"[\r\n\t]+ *", "", names.UNSEEN.sub("", link)).strip()
    for _ in range(OFTEN):
        if "#" in link or "%" not in link:
            break
        link = unquote(link)
    return link.partition("#")[2].partition(":~:")[0]


def split(text):
    """(name, query) of an address after its #, or None where it has no such form."""
    for _ in range(OFTEN):
        head, question, query = text.partition("?")
        if question and (re.search("[=&]", query) or "%" not in query):
            break
        # Only the question mark was encoded, or all was.
        partly = "=" in text and not question
        text, before = QUESTION.sub("?", text, count=1) if partly else unquote(text), text
        if text == before:
            break
    head, question, query = text.partition("?")
    name = names.UNSEEN.sub("", unquote(head)).replace("\\", "").strip()
    return (name, query) if question and NAME.fullmatch(name) else None


def pairs(query, known, fits):
    """[(name, text), ...] of a query. known: the names that it may have; fits: whether such a pair can be understood.

    What cannot be understood, and not be mended, stays as it is. ValueError for an address that was cut short.
    """
    parsed = parse_qsl(query, keep_blank_values=True)
    found = []
    for place, (name, text) in enumerate(parsed, 1):
        last = place == len(parsed)
        if last and CUT.search(text or name):
            raise ValueError(f'the address was cut short at "{text or name}"; copy the whole of it')
        found += mended(name, text, last, known, fits, OFTEN)
    return found


def mended(name, text, last, known, fits, often):
    """The pairs that a pair stands for: itself, if it fits."""
    text = names.UNSEEN.sub("", text)
    bare = re.sub("^(?:amp;)+", "", names.UNSEEN.sub("", name))
    pair = names.found(bare, known) or bare, text
    if fits(*pair):
        return [pair]
    if FOLLOWED.fullmatch(bare) or (last and not text and LEFT.fullmatch(bare)):
        return []
    for query in candidates(bare, text, last) if often else ():
        parts = []
        for place, (each, said) in enumerate(query, 1):
            parts += mended(each, said, last and place == len(query), known, fits, often - 1)
        if parts and all(fits(*each) for each in parts):
            return parts
    return [pair]


def candidates(name, text, last):
    """Lists of pairs that a pair may have been."""
    key, equals, rest = name.partition("=")
    if equals and not text:
        yield [(key, rest)]
    if text.startswith("3D"):  # mails write = as =3D
        yield [(name, text[2:])]
    whole = f"{name}={text}" if text else name
    decoded = parse_qsl(whole.replace("?", "&"), keep_blank_values=True)
    if decoded and decoded != [(name, text)]:
        yield decoded
    if re.search(r"[\s\\]", text):  # broken over lines, or escaped for Markdown
        yield [(name, re.sub(r"[\s\\]", "", text))]
    end = re.search(r"[^a-zA-Z0-9]{1,8}$", text) if last else None
    for place in range(len(text) - 1, end.start() - 1, -1) if end else ():
        yield [(name, text[:place])]
