"""What the command line says: in whatever letters a terminal has, and to one that may have gone away."""

import os
import sys

PROGRAM = "python -m explainers"


def plain():
    """Let a letter that a terminal lacks become a question mark, instead of an error."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # not where there is none, or a test listens
            stream.reconfigure(errors="replace")


def say(line):
    """Print a line, at once. Where its reader has gone, as `head` does, the work goes on without words.

    OSError where it cannot be printed, as on a full disk.
    """
    try:
        print(line, flush=True)
    except BrokenPipeError:
        hush(sys.stdout)
    except OSError as error:
        hush(sys.stdout)
        raise OSError(error.errno, error.strerror, "standard output") from error


def fail(error):
    """Say in one line on standard error what could not be done; the exit code."""
    words = str(error)
    if type(error).__str__ is OSError.__str__ and error.filename is not None:
        words = f"{error.filename}: {error.strerror}"  # without its number
    try:
        if sys.stderr:
            print(f"{PROGRAM}: {' '.join(words.splitlines())}", file=sys.stderr, flush=True)
    except OSError:
        hush(sys.stderr)
    return 1


def closing():
    """Hand over what is still to be printed, such as the help, and let nothing be said of a reader who has gone."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream:
                stream.flush()
        except OSError:
            hush(stream)


def hush(stream):
    """Let all that a stream is given from now on go nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
