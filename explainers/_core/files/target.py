"""Where a file goes that a reader asked for, and writing it: wholly or not at all, and never without a word.

What is written goes to a file beside the target first, which takes its place once it is whole.
"""

import contextlib
import errno
import os
import re
import secrets
import stat
from pathlib import Path

ADDRESS = re.compile(r"([a-z][a-z0-9+.-]+):/", re.IGNORECASE)  # a drive of Windows has one letter
REASONS = {
    errno.EISDIR: "it is a folder",
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "you have used up your share of the disk",
    errno.EFBIG: "a file there may not become so large",
    errno.ENAMETOOLONG: "the name is too long",
    errno.EROFS: "nothing can be written there",
    errno.ENOENT: "no file can be made there",  # its folder is there, but not on a disk
    errno.EACCES: "you may not write there",
    errno.EPERM: "you may not write there",
    errno.ELOOP: "it is a link that leads back to itself",
}


class NotWritten(OSError):
    """A file that could not be written: its path, and why."""

    def __init__(self, path, number, reason=None):
        super().__init__(number, reason or REASONS.get(number) or os.strerror(number), str(path))

    def __str__(self):
        return f"cannot write {self.filename!r}: {self.strerror}"


def path(given):
    """The path that is meant, with ~ and ~name as the folder of a user. ValueError for what can be no path."""
    try:
        text = os.fspath(given)
    except TypeError:
        raise ValueError(f"a path is a text or a Path, not {given!r}") from None
    if isinstance(text, bytes):
        text = os.fsdecode(text)
    if "\0" in text:
        raise ValueError(f"{text!r} is no path: it holds a character that no name may have")
    try:
        return Path(text).expanduser()
    except RuntimeError:
        raise ValueError(f"{text!r} is in the folder of a user whom this machine does not know") from None


def place(given, endings, verb="save", whose=""):
    """(path, ending in small letters) of a file that is to be written. NotWritten where it cannot be, before anybody
    works for it: ValueError for another ending than these, and for an address.
    """
    file = path(given)
    ending = file.suffix.lower()
    text = str(given)
    if ADDRESS.match(text) and not Path(text.partition("/")[0]).is_dir():
        raise ValueError(f"cannot {verb} {text!r}, which is an address; give the path of a file")
    if text.endswith((os.sep, os.altsep or os.sep)):
        raise NotWritten(text, errno.EISDIR, "it ends as a folder does; add the name of a file")
    if ending not in endings:
        allowed = f"endings{whose} are: {', '.join(endings)}" if len(endings) > 1 else f"ending is {endings[0]}"
        raise ValueError(f"cannot {verb} {file.name!r}; the {allowed}")
    with named(file):
        there(file)
    return file, ending


def there(file):
    """(path that links lead to, what is known of what is there, or None). OSError where nothing can be written."""
    try:
        found = file.stat()
    except (FileNotFoundError, NotADirectoryError):
        found = None
    if found and not stat.S_ISREG(found.st_mode) and not stat.S_ISDIR(found.st_mode):
        return file, found  # a pipe, say, which has no name but in a link
    whole = Path(os.path.realpath(file))
    folder = whole.parent
    if not folder.is_dir():
        missing = next(each for each in (folder, *folder.parents) if each.parent.is_dir())
        if missing.exists():
            raise NotWritten(file, errno.ENOTDIR, f"{str(missing)!r} is a file, not a folder")
        raise NotWritten(file, errno.ENOENT, f"there is no folder {str(missing)!r}")
    if found and stat.S_ISDIR(found.st_mode):
        raise NotWritten(file, errno.EISDIR)
    if not os.access(whole if found else folder, os.W_OK):
        raise NotWritten(file, errno.EACCES)
    return whole, found


@contextlib.contextmanager
def named(file):
    """What goes wrong in here with a file is said of this one."""
    try:
        yield
    except NotWritten:
        raise
    except OSError as error:
        raise NotWritten(file, error.errno or errno.EIO) from error


def write(file, content):
    """Write bytes, or text as UTF-8, to a path: all of it, or NotWritten, and what was there before stays.

    Links are followed, and a file keeps who may read it. What is no file, such as a pipe, is written to as it is.
    """
    content = content.encode() if isinstance(content, str) else content
    with named(file):
        whole, found = there(Path(file))
        if found and not stat.S_ISREG(found.st_mode):
            whole.write_bytes(content)
            return
        draft = whole.with_name(f".explainers-{secrets.token_hex(4)}")
        try:
            with open(draft, "xb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())  # some disks say only now that they are full
            if found:
                # Another's file, which this user may write, becomes this user's; and Windows asks for nothing here.
                with contextlib.suppress(OSError, AttributeError):
                    os.chown(draft, found.st_uid, found.st_gid)
                draft.chmod(stat.S_IMODE(found.st_mode))
            draft.replace(whole)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise
