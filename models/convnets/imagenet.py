"""The winners of the ImageNet contest, year by year, and the reader's guesses of them.

O. Russakovsky and others, "ImageNet large scale visual recognition challenge" (2015); later years from the contest's
own pages.
"""

import torch

from .._export import Model

YEARS = 8  # 2010 to 2017
AWAY = -20.0  # where what is not shown yet is drawn: below the figure
NONE = 40.0  # the end of the slider, where nothing is guessed


def reveal(errors, prediction, shown, predictions):
    """One more year shown.

    errors: (8,), the winners' top-5 errors in percent. prediction: (), the reader's guess for the next year, below
    NONE, where there is one. shown: (), how many years after the first are shown. predictions: (8,), what was guessed
    for those.
    """
    year = torch.arange(YEARS).float()
    known = (year <= shown).float()
    guessed = ((year >= 1) & (year <= shown) & (predictions < NONE)).float()
    next_year = (year == shown + 1).float()
    more = next_year.sum()  # 0 after the last year
    guessing = next_year * (prediction < NONE).float()
    miss = (predictions - errors).abs() * guessed
    return {
        "next_shown": shown + more,
        "next_predictions": predictions * (1 - next_year) + prediction * next_year,
        "errors_shown": errors * known,
        "label_height": errors * known + AWAY * (1 - known),
        "guess_height": predictions * guessed + AWAY * (1 - guessed),
        "next_guess_height": prediction * guessing + AWAY * (1 - guessing),
        "error": (errors * (year == shown)).sum(),
        "guesses": guessed.sum(),
        "mean_miss": miss.sum() / guessed.sum().clamp(min=1),
        "over": 1 - more,
    }


def sample(generator):
    """Any errors, any guesses, any year."""
    errors, predictions = (40 * torch.rand(YEARS, generator=generator) for _ in range(2))
    return {
        "errors": errors,
        "prediction": 40 * torch.rand((), generator=generator),
        "shown": torch.randint(YEARS, (), generator=generator).float(),
        "predictions": predictions,
    }


def model():
    """Plain arithmetic."""
    return Model("imagenet", reveal, sample, {"prediction": (0, 40), "shown": (0, YEARS - 1)})
