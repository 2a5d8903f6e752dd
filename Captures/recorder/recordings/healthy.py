"""Captures of days on which nothing is wrong."""

from recorder.recordings.recording import Recording

RECORDINGS: dict[str, Recording] = {
    "healthy-day": Recording(
        "mail read, answered, stored and sent; nothing refused, fewer sessions than the limit",
        "healthy-day",
        {"agents": 6, "hold": (0.8, 2.0), "stagger": 0.35},
    ),
    "polling": Recording(
        "log off and sign in again within milliseconds, never refused",
        "polling",
        {"agents": 3},
    ),
    "slow-but-healthy": Recording(
        "every sign-in takes more than a second; nothing is refused",
        "slow-sign-ins",
        {"agents": 5, "hold": (0.5, 1.0)},
    ),
    "peak-14-of-16": Recording(
        "14 sessions at once, two less than the limit", "peak", {"agents": 6, "stagger": 0.1}
    ),
}
