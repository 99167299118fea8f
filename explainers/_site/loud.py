"""A fence that fails stops the build."""

from functools import wraps

from pymdownx.superfences import SuperFencesException


def loud(fence):
    """Superfences swallows every exception but its own, and would show the fence's source instead of a figure."""

    @wraps(fence)
    def wrapped(*arguments, **options):
        try:
            return fence(*arguments, **options)
        except Exception as error:
            raise SuperFencesException(f"{type(error).__name__}: {error}") from error

    return wrapped
