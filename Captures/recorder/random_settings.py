"""What a random run is like: its parameters follow from a seed and the run's number."""

from pathlib import Path
from random import Random

from recorder.settings import MECHANISMS, Settings

LIMITS = (4, 40)
AGENTS = (2, 60)
WITHOUT_LIMIT = 0.25
WITH_LOSS = 0.5
MOST_LOSS = 3.0
LATE = 0.25
WITH_WRONG_PASSWORDS = 0.25
STORM = 0.3
"""Shares of the runs."""

BUSIEST_STORM = 14
"""Agents that may try again within milliseconds; with more of them one process cannot keep up."""


def draw(seed: int, number: int, folder: Path) -> Settings:
    """The settings of one run; the same seed and number give the same."""
    random = Random(f"{seed}/{number}")
    agents = random.randint(*AGENTS)
    hold = random.uniform(0.3, 2.0)
    start_delay = random.uniform(0.3, 2.5) if random.random() < LATE else 0.0
    return Settings(
        name=f"run-{number}",
        folder=folder,
        seed=random.randrange(1 << 32),
        limit=None if random.random() < WITHOUT_LIMIT else random.randint(*LIMITS),
        agents=agents,
        mechanisms=tuple(random.sample(MECHANISMS, random.randint(1, len(MECHANISMS)))),
        hold=(hold, hold + random.uniform(0.2, 1.5)),
        retry=random.uniform(0.2, 2.5),
        pause=_pause(random, agents),
        stagger=random.uniform(0.8, 3.0) / agents,
        loss=random.uniform(0.05, MOST_LOSS) if random.random() < WITH_LOSS else 0.0,
        start_delay=start_delay,
        wrong_passwords=_wrong_passwords(random, agents),
        crowded=True,
    )


def _pause(random: Random, agents: int) -> tuple[float, float]:
    """Seconds before a next try: milliseconds as in the published trace, or patience."""
    if agents <= BUSIEST_STORM and random.random() < STORM:
        return 0.002, 0.003
    shortest = agents / AGENTS[1] * random.uniform(0.2, 0.6)
    return shortest, shortest * random.uniform(1.2, 3.0)


def _wrong_passwords(random: Random, agents: int) -> int:
    """Agents with a wrong password: none in most runs, never all."""
    if random.random() >= WITH_WRONG_PASSWORDS:
        return 0
    return random.randint(1, max(1, min(3, agents // 2)))
