# Twin: _player/src/run/random.js
"""Seeded random arrays, the same to the last bit in Python and in the player.

xoshiro128** (Blackman & Vigna 2018) runs on 32-bit integers, which both languages have, and nothing here needs a
logarithm or a cosine, whose last digit differs between machines: a normal number is the sum of twelve uniform ones.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

MASK = 0xFFFFFFFF


def stream(key):
    """Endless uniform numbers in [0, 1), multiples of 2**-24, that depend on nothing but the text `key`."""
    h = 0x811C9DC5  # FNV-1a, 32 bits
    for byte in key.encode():
        h = (h ^ byte) * 0x01000193 & MASK
    state = []
    for _ in range(4):  # splitmix32 spreads the hash over four words
        h = (h + 0x9E3779B9) & MASK
        z = h
        z = (z ^ z >> 16) * 0x21F0AAAD & MASK
        z = (z ^ z >> 15) * 0x735A2D97 & MASK
        state.append(z ^ z >> 15)
    a, b, c, d = state
    while True:
        r = b * 5 & MASK
        r = (r << 7 | r >> 25) * 9 & MASK
        t = b << 9 & MASK
        c ^= a
        d ^= b
        b ^= c
        a ^= d
        c ^= t
        d = (d << 11 | d >> 21) & MASK
        yield (r >> 8) / 2**24


@dataclass(frozen=True)
class Uniform:
    """An array of independent numbers, uniform in [low, high).

    shape: of the model input that it feeds. seed: the name of the Seed control. each_step: new numbers at every step.
    """

    shape: tuple[int, ...]
    low: float = -1.0
    high: float = 1.0
    each_step: bool = False
    seed: str = "seed"

    def sample(self, uniform):
        return self.low + (self.high - self.low) * next(uniform)

    def spec(self):
        return {
            "distribution": "uniform",
            "shape": list(self.shape),
            "low": self.low,
            "high": self.high,
            "each_step": self.each_step,
            "seed": self.seed,
        }


@dataclass(frozen=True)
class Normal:
    """An array of independent numbers, normal to within a percent (twelve uniform numbers added; none beyond 6 std).

    shape: of the model input that it feeds. seed: the name of the Seed control. each_step: new numbers at every step.
    """

    shape: tuple[int, ...]
    mean: float = 0.0
    std: float = 1.0
    each_step: bool = False
    seed: str = "seed"

    def sample(self, uniform):
        return self.mean + self.std * (sum(next(uniform) for _ in range(12)) - 6)

    def spec(self):
        return {
            "distribution": "normal",
            "shape": list(self.shape),
            "mean": self.mean,
            "std": self.std,
            "each_step": self.each_step,
            "seed": self.seed,
        }


def array(random, name, seed, step):
    """The float32 array that a Uniform or Normal gives the input `name` for a seed, at a step where that matters."""
    return _array(random, f"{seed}/{name}/{step}" if random.each_step else f"{seed}/{name}").copy()


@lru_cache(maxsize=8)  # noise for a picture takes longer than the step that it is for
def _array(random, key):
    uniform = stream(key)
    flat = [random.sample(uniform) for _ in range(int(np.prod(random.shape)))]
    return np.array(flat, np.float32).reshape(random.shape)
