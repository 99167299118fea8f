"""What had happened by a year: which moments, systems and data sets are lit, and which of them is the last."""

import torch

from .._export import Model

EVENTS, SYSTEMS, SETS = 40, 24, 16  # room for so many; those beyond what there is have a year that never comes
NEVER = 9999.0
FAINT = 0.18  # how strongly what is still to come is drawn
ENDS = {"year": (1943, 2024), "thread": (0, 4), "event": (0, EVENTS)}


def lit(there):
    return torch.where(there, 1.0, FAINT)


def timeline(year, thread, event, event_year, event_thread, system_year, system_flop, set_year, set_examples):
    """What there was by a year, on logarithmic scales.

    year: (). thread: (), 0 for all, or the one, from 1, that is followed. event: (), 0, or the moment, from 1, that is
    looked at; the year is its year then. event_year, event_thread: (events,). system_year, set_year: years.
    system_flop: calculations; set_examples: examples.
    """
    places = torch.arange(1.0, EVENTS + 1)
    looked = places == event  # (events,)
    now = torch.where(event > 0.5, torch.where(looked, event_year, 0.0).sum(), year)
    followed = (thread < 0.5) | (event_thread == thread)
    past = followed & (event_year <= now + 0.5)
    told = torch.where(
        event > 0.5, event, torch.where(past, places, 0.0).max()
    )  # the last one, where none is looked at
    at = places == told
    seen = {}
    for name, years, sizes in ("system", system_year, system_flop), ("set", set_year, set_examples):
        there = years <= now + 0.5
        size = torch.log10(sizes)
        largest = torch.where(there, size, -1.0).max()
        record = there & (size >= largest)
        seen |= {
            f"{name}_size": size,
            f"{name}_strength": lit(there),
            f"{name}_record": torch.where(record, torch.arange(1.0, len(years) + 1), 0.0).max(),
            f"{name}_record_x": torch.where(record, years, 0.0).max().reshape(1),
            f"{name}_record_y": largest.reshape(1),
        }
    return {
        **seen,
        "now": now,
        "now_x": torch.stack([now, now]),
        "told": told,
        "event_strength": lit(past | (followed & (event > 0.5) & looked)),
        "event_row": -event_thread,
        "told_x": torch.where(at, event_year, 0.0).sum().reshape(1),
        "told_row": -torch.where(at, event_thread, 0.0).sum().reshape(1),
    }


def sample(generator):
    """A random year, thread and moment, among random data."""

    def drawn(low, high, *count):
        return torch.randint(low, high + 1, count, generator=generator).float()

    return {
        "year": drawn(1943, 2024),
        "thread": drawn(0, 4),
        "event": drawn(0, EVENTS),
        "event_year": torch.cat([drawn(1943, 2024, EVENTS - 2).sort().values, torch.full((2,), NEVER)]),
        "event_thread": drawn(1, 4, EVENTS),
        "system_year": torch.cat([drawn(1950, 2024, SYSTEMS - 2), torch.full((2,), NEVER)]),
        "system_flop": 10 ** drawn(0, 26, SYSTEMS),
        "set_year": torch.cat([drawn(1936, 2024, SETS - 2), torch.full((2,), NEVER)]),
        "set_examples": 10 ** drawn(1, 10, SETS),
    }


def model():
    """The timeline, ready to be exported."""
    return Model("timeline", timeline, sample, ENDS)
