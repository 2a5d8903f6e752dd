"""A recording: a network, captures on it, and a play."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from recorder.capture import Capture
from recorder.namespaces import Host, Network
from recorder.settings import Settings

Play = Callable[[], Coroutine[Any, Any, None]]

LONGEST_PLAY = 180.0
SETTLING = 0.2
LOSS_SETTLING = 2.0
"""Seconds after a play for what was lost to be sent again."""


class Studio:
    """Films plays on a network; leaving the context removes the network."""

    def __init__(self, settings: Settings):
        self.settings = settings
        self.network = Network()

    def __enter__(self) -> "Studio":
        self.network.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        self.network.__exit__(*error)

    def film(self, play: Play, agent: Host | None = None, only: str = "") -> float:
        """Runs a play and captures it at the switch, and at one agent if asked to.

        `only` is a filter for the capture at the switch.

        Returns the time since which everything was seen: 0 if the capture began before the play.
        """
        self.network.lose(self.settings.loss)
        return asyncio.run(self._film(play, agent, only))

    async def _film(self, play: Play, agent: Host | None, only: str) -> float:
        captures = [Capture(self.network.switch, "span", self.settings.path(), only)]
        if agent:
            captures.append(Capture(agent, "eth0", self.settings.path("-one-agent")))
        try:
            return await self._play_before(captures, play)
        finally:
            for capture in captures:
                await capture.abandon()

    async def _play_before(self, captures: list[Capture], play: Play) -> float:
        delay = self.settings.start_delay
        async with asyncio.timeout(LONGEST_PLAY), asyncio.TaskGroup() as group:
            if delay:
                group.create_task(play())
                await asyncio.sleep(delay)
            since = max([await capture.start() for capture in captures])
            if not delay:
                await play()
        await asyncio.sleep(LOSS_SETTLING if self.settings.loss else SETTLING)
        for capture in captures:
            await capture.stop()
        return since if delay else 0.0
