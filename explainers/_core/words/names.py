# Twin: _player/src/run/names.js
"""Names as they are meant, however they are typed: capitals, accents, blanks, punctuation and plurals decide nothing.

`potters wheel`, `Potter’s Wheel` and `potter's-wheels` all mean the option "potter's wheel".
"""

import re
import unicodedata
from functools import lru_cache

# What leaves no trace where it is read: soft hyphens, marks of direction, joiners, and marks of a file's beginning.
UNSEEN = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
APOSTROPHES = re.compile("['’‘‚‛`´ʹʻʼʽʾʿˈ′‵＇\ua78c]")
DASHES = re.compile("[\u2010-\u2015\u2043\u2212\ufe58\ufe63\uff0d]")
THIN = re.compile("(?<=[0-9])[\u2009\u202f](?=[0-9])")  # between thousands, as this site writes them
# A sign and a point are parts of numbers; all else between letters and digits is a blank.
WORD = re.compile(r"(?:(?<![^\W_])-(?=\.?[0-9]))?(?:[^\W_]|(?<=[0-9])\.(?=[0-9]))+")
LATIN = re.compile("[a-z]{3,}")
MANY = re.compile("(?<=[^usi])s$")
IRREGULAR = {
    "children": "child", "feet": "foot", "geese": "goose", "men": "man", "mice": "mouse", "oxen": "ox",
    "people": "person", "teeth": "tooth", "women": "woman",
}  # fmt: skip
ALIKE = 0.5  # share of pairs of letters in common from which a name is spelled nearly so
FEW = 8  # names that a message lists


@lru_cache(maxsize=4096)
def words(text):
    """The words of a text, in small letters, without accents and apostrophes."""
    bare = APOSTROPHES.sub("", UNSEEN.sub("", text))
    letters = unicodedata.normalize("NFKD", bare)
    plain = "".join(each for each in letters if not unicodedata.category(each).startswith("M"))
    return WORD.findall(DASHES.sub("-", plain).upper().lower())


@lru_cache(maxsize=4096)
def stem(word):
    """What a word has in common with its plural; no word itself, but for comparing."""
    if not LATIN.fullmatch(word):
        return word
    word = IRREGULAR.get(word, word)
    word = MANY.sub("", word)
    word = re.sub("(?<=[fiosvxz])e$|(?<=[cs]h)e$", "", word)  # foxes and fox, berries and berry, knives and knife
    return re.sub("f$", "v", re.sub("y$", "i", MANY.sub("", word)))  # biases and bias


def joined(text):
    return "".join(words(text))


def stemmed(text):
    return "".join(map(stem, words(text)))


def found(text, names):
    """The one of some names that a text means: itself, or the same but for what typing decides. None where it is none,
    or more than one.
    """
    if text in names:
        return text
    for key in (joined, stemmed):
        wanted = key(text)
        same = [name for name in names if wanted and key(name) == wanted]
        if same:
            return same[0] if len(same) == 1 else None
    return None


def holding(text, names):
    """The names that hold the words of a text; after them, those that hold its letters."""
    wanted, letters = set(map(stem, words(text))), joined(text)
    whole = [name for name in names if wanted and wanted <= set(map(stem, words(name)))]
    return whole + [name for name in names if letters and name not in whole and letters in joined(name)]


def alike(text, names):
    """The names that are spelled nearly as a text is, the nearest first; at most three."""
    shares = {name: share(joined(text), joined(name)) for name in names}
    near = [name for name in names if shares[name] >= ALIKE]
    return sorted(near, key=lambda name: -shares[name])[:3]


def share(one, other):
    """How many of their pairs of letters two words have in common, from 0 to 1."""
    pairs, left = ([word[at : at + 2] for at in range(len(word) - 1)] for word in (one, other))
    total, common = len(pairs) + len(left), 0
    for pair in pairs:
        if pair in left:
            left.remove(pair)
            common += 1
    return 2 * common / total if total else 0


def hint(text, names):
    """What a refusal of a text says of the names that it may have meant, as a part of a sentence; "" of none."""
    held = holding(text, names)
    if len(held) > 1:
        known = ", ".join(f'"{name}"' for name in held[:FEW]) + (", …" if len(held) > FEW else "")
        return f'"{text}" is in {len(held)} of them: {known}; write the one you mean as it stands there'
    near = held or alike(text, names)
    return f"did you mean {' or '.join(f'{chr(34)}{name}{chr(34)}' for name in near)}?" if near else ""


def refusal(text, names, known):
    """What is said of an unknown name: those that it may have meant, then known, which lists all."""
    near = hint(text, names)
    return f"{near} {known}" if near.endswith("?") else f"{near}; {known}" if near else known


def number(text):
    """A text with the signs that a number may be typed or pasted with made those that numbers have."""
    plain = unicodedata.normalize("NFKC", THIN.sub("", UNSEEN.sub("", text)))
    return DASHES.sub("-", plain)
