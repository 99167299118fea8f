"""The hyperbolic tangent in C, several times as fast as the C library's: no branch, so four at a time.

x P(x²) / Q(x²) up to ±EDGE, ±1 beyond; within 1e-6 of the truth, relative, exactly 0 at 0 and 1 at infinity, and a NaN
stays one. `python -m models._functions` finds the coefficients: a weighted least-squares fit of the rational function,
each round with more weight where it is worst, until the error is the same everywhere (Lawson, 1961).
"""

import numpy as np

EDGE = 7.9  # from there on 1 is within 3e-7
P = 9.99999871e-01, 1.29344600e-01, 2.96051615e-03, 1.15322422e-05
Q = 1.0, 4.62676871e-01, 2.38542654e-02, 2.40017761e-04, 2.49266459e-07


def polynomial(coefficients):
    """A polynomial of y in C, by Horner's rule."""
    *rest, text = [f"{value:.9g}f" if value != 1 else "1.0f" for value in coefficients]
    for each in reversed(rest):
        text = f"({text} * y + {each})"
    return text


CODE = f"""
static inline float quick_tanh(float x) {{
  float z = x < -{EDGE}f ? -{EDGE}f : x;
  z = z > {EDGE}f ? {EDGE}f : z;
  float y = z * z;
  float ratio = z * {polynomial(P)} / {polynomial(Q)};
  ratio = x >= {EDGE}f ? 1.0f : ratio;
  return x <= -{EDGE}f ? -1.0f : ratio;
}}
"""
QUICK = {r"\btanhf\(": "quick_tanh("}


def fitted(above=3, below=4, rounds=60):
    """(P, Q, worst relative error) of degrees `above` and `below` in x²."""
    x = EDGE / 2 * (1 - np.cos(np.pi * (np.arange(4000) + 0.5) / 4000))
    y, wanted = (x / EDGE) ** 2, np.tanh(x) / x
    up, down = (y[:, None] ** np.arange(degree + 1) for degree in (above, below))
    weight, bottom = np.ones_like(x), np.ones_like(x)
    for _ in range(rounds):
        scale = np.sqrt(weight) / (wanted * bottom)
        rows = np.concatenate([up, -wanted[:, None] * down[:, 1:]], axis=1)
        solved = np.linalg.lstsq(rows * scale[:, None], wanted * scale, rcond=None)[0]
        top, bottom = up @ solved[: above + 1], 1 + down[:, 1:] @ solved[above + 1 :]
        error = np.abs(top / bottom / wanted - 1)
        weight *= (error / error.mean() + 1e-3) ** 0.7
        weight /= weight.mean()
    powers = EDGE ** (-2.0 * np.arange(max(above, below) + 1))
    return solved[: above + 1] * powers[: above + 1], np.r_[1, solved[above + 1 :]] * powers[: below + 1], error.max()


if __name__ == "__main__":
    for each in fitted():
        print(each)
