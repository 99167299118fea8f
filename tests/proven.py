"""What has been proven on this machine of the very same files need not be proven again. A fresh clone proves all."""

import sys
from hashlib import sha256
from importlib import metadata

from tests.support import ROOT

FOLDER = ROOT / ".cache" / "proven"


def once(what, files, prove):
    """Calls prove(), unless it has passed before, under this name, with these files and the packages that are there."""
    key, known = hashed(files), FOLDER / what
    if not known.is_file() or known.read_text() != key:
        prove()
        known.parent.mkdir(parents=True, exist_ok=True)
        known.write_text(key)


def hashed(files):
    """A hash of files, of Python and of every package that is installed."""
    packages = sorted(f"{each.name} {each.version}" for each in metadata.distributions())
    found = sha256("\n".join([sys.version, *packages]).encode())
    for path in sorted(files):
        found.update(f"{path} {sha256(path.read_bytes()).hexdigest()}".encode())
    return found.hexdigest()
