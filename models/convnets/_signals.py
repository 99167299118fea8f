"""MNIST-1D: 5,000 signals of 40 numbers, each with one of ten labels, made from code (Greydanus, 2020). Each is one of
ten short patterns, somewhere along the signal, wider or narrower, taller or flatter, tilted, and with noise.
"""

import numpy as np

LENGTH, CLASSES = 40, 10
TRAINING, TESTS = 4000, 1000  # of the signals; the last are held out
LOW, HIGH = -5.5, 4.6  # the numbers that a byte's ends stand for
CREDIT = "MNIST-1D, S. Greydanus, 2020, as the package mnist1d 0.0.2.post1 makes it by default"
FACTS = {"data": CREDIT, "license": "Apache-2.0", "seed": "42"}


def made():
    """{"signals": (5000, 40) uint8, from LOW to HIGH, "labels": (5000,) uint8}, those to learn from first.

    RuntimeError where the package is not there.
    """
    try:
        from mnist1d.data import get_dataset_args, make_dataset
    except ImportError as error:
        raise RuntimeError("the signals are made by a package: `pip install mnist1d==0.0.2.post1`") from error
    made = make_dataset(get_dataset_args())
    signals = np.concatenate([made["x"], made["x_test"]])
    if not LOW <= signals.min() <= signals.max() <= HIGH:
        raise RuntimeError(f"signals go from {signals.min():.2f} to {signals.max():.2f}, beyond {LOW} and {HIGH}")
    levels = np.floor((signals - LOW) / (HIGH - LOW) * 255 + 0.5)
    return {"signals": levels.astype(np.uint8), "labels": np.concatenate([made["y"], made["y_test"]]).astype(np.uint8)}


def numbers(levels):
    """Signals as they were, of such with numbers from 0 to 1."""
    return LOW + (HIGH - LOW) * levels
