"""What the command line says: in whatever letters a terminal has, and to one that may have gone away."""

import contextlib
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
    with heard(sys.stdout):
        print(line, flush=True)


def fail(error):
    """Say in one line on standard error what could not be done; the exit code."""
    words = str(error)
    if type(error).__str__ is OSError.__str__ and error.filename is not None:
        words = f"{error.filename}: {error.strerror}"  # without its number
    if sys.stderr:
        with contextlib.suppress(OSError), heard(sys.stderr):
            print(f"{PROGRAM}: {' '.join(words.splitlines())}", file=sys.stderr, flush=True)
    return 1


def closing():
    """Hand over what is still to be printed, such as the help. OSError as for `say`."""
    if sys.stdout:
        with heard(sys.stdout):
            sys.stdout.flush()


@contextlib.contextmanager
def heard(stream):
    """Where a stream cannot be written to any more, all that it is given goes nowhere from then on."""
    try:
        yield
    except OSError as error:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
        if not isinstance(error, BrokenPipeError):
            raise OSError(error.errno, error.strerror, "what is printed") from error
