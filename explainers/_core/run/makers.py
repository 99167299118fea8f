"""What makes models, with PyTorch: beside the package in a checkout, inside it in a wheel. It is brought in only when
it is asked for.
"""

from contextlib import contextmanager
from importlib import import_module

from explainers._core.run.model import PACKAGE


@contextmanager
def bringing(purpose):
    """The package that makes models, in a `with` block. purpose: what it is wanted for, as a sentence begins.

    RuntimeError says what to install where anything in the block needs a package that is missing.
    """
    inside = (PACKAGE / "_models" / "__init__.py").is_file()
    try:
        yield import_module("explainers._models" if inside else "models")
    except ModuleNotFoundError as error:
        raise RuntimeError(
            f"{purpose} needs the package {error.name}, which is not installed: pip install 'explainers[models]'"
        ) from error
