"""A real mail server, run as our child, in a namespace, with a folder of its own."""

import contextlib
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from recorder.namespaces import Host

START_LIMIT = 15.0
STOP_LIMIT = 15.0
LONGEST_LOG = 4 * 1024 * 1024


@contextlib.contextmanager
def folder(prefix: str) -> Iterator[Path]:
    """A temporary folder that daemons with users of their own can enter."""
    path = Path(tempfile.mkdtemp(prefix=prefix))
    path.chmod(0o755)
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


@contextlib.contextmanager
def running(host: Host, port: int, command: list[str]) -> Iterator[None]:
    """Runs a server in the foreground until the context ends; entered once its port answers."""
    process = subprocess.Popen(
        host.command(*command), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait_for(host, port, process)
        yield
    finally:
        process.terminate()
        try:
            process.wait(STOP_LIMIT)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(STOP_LIMIT)


def _wait_for(host: Host, port: int, process: subprocess.Popen) -> None:
    """Waits until a port of the host's loopback, which no capture sees, accepts connections."""
    end = time.monotonic() + START_LIMIT
    while time.monotonic() < end and process.poll() is None:
        with contextlib.suppress(OSError), host.entered(), socket.socket() as probe:
            probe.settimeout(1.0)
            probe.connect(("127.0.0.1", port))
            return
        time.sleep(0.1)
    raise RuntimeError(f"{host.label} did not open port {port}")


def log_lines(path: Path) -> list[str]:
    """The lines of a server's log."""
    with path.open(encoding="utf-8", errors="replace") as log:
        return log.read(LONGEST_LOG).splitlines()
