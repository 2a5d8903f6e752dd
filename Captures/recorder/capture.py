"""tcpdump at a switch or at a host, started and stopped without losing a frame."""

import asyncio
import re
import signal
import time
from pathlib import Path

from recorder.namespaces import Namespace

START_LIMIT = 10.0
STOP_LIMIT = 10.0
DRAIN = 0.3
"""Seconds that pass before a capture is stopped, so that the last frames are in it."""


class Capture:
    """One running tcpdump that writes microsecond pcap with whole frames."""

    def __init__(self, namespace: Namespace, interface: str, path: Path, only: str = ""):
        self.namespace = namespace
        self.interface = interface
        self.path = path
        self.only = only
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> float:
        """Starts capturing; returns the time (since 1970) from which on every frame is seen."""
        process = await asyncio.create_subprocess_exec(
            *self.namespace.command("tcpdump", "-i", self.interface, "-w", str(self.path)),
            *("-n", "-s", "0", "-U", "--immediate-mode", "-B", "8192"),
            *("--time-stamp-precision=micro", "-Z", "root", *self.only.split()),
            stderr=asyncio.subprocess.PIPE,
        )
        self._process = process
        async with asyncio.timeout(START_LIMIT):
            assert process.stderr is not None
            while b"listening on" not in (line := await process.stderr.readline()):
                if not line:
                    raise RuntimeError("tcpdump ended before it captured")
        return time.time()

    async def stop(self) -> None:
        """Lets the last frames arrive, ends tcpdump and makes sure that it dropped nothing."""
        assert self._process is not None
        await asyncio.sleep(DRAIN)
        self._process.send_signal(signal.SIGINT)
        async with asyncio.timeout(STOP_LIMIT):
            _, words = await self._process.communicate()
        dropped = re.search(r"(\d+) packets? dropped by kernel", words.decode())
        if not dropped or int(dropped[1]):
            raise RuntimeError(f"{self.path.name}: {words.decode().strip()}")

    async def abandon(self) -> None:
        """Ends tcpdump if it is still running, whatever it has captured."""
        if self._process and self._process.returncode is None:
            self._process.kill()
            await self._process.communicate()
