"""Hosts that exist only for a recording: network namespaces around one switch."""

import ctypes
import os
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

CLONE_NEWNET = 0x40000000
COMMAND_TIME_LIMIT = 20
PREFIX_LENGTH = 16
WINDOWS_TIME_TO_LIVE = 128

SYN_AT_ONE_PACE = Path("/proc/sys/net/ipv4/tcp_syn_linear_timeouts")
"""On Linux 6.5 and later: SYNs that come again at one pace. Off, each waits twice as long."""

OFFLOADS = ("rx", "tx", "sg", "tso", "gso", "gro")
"""Switched off, so that every frame has its checksums and the length it has on a wire."""

IP_BIND_ADDRESS_NO_PORT = 24
"""Linux: bind to an address, and let connect choose the port."""

_libc = ctypes.CDLL(None, use_errno=True)
_numbers = count(1)


def run(*command: str, text: str | None = None) -> None:
    """Runs a command that must succeed, within the time limit; `text` is its standard input."""
    done = subprocess.run(
        command, input=text, capture_output=True, text=True, timeout=COMMAND_TIME_LIMIT
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)}: {done.stderr.strip()}")


class Namespace:
    """A network namespace of our own, removed by `delete`."""

    def __init__(self, name: str):
        self.name = f"chokepoint-{os.getpid()}-{next(_numbers)}-{name}"
        run("ip", "netns", "add", self.name)
        self._descriptor = os.open(f"/run/netns/{self.name}", os.O_RDONLY)
        self._home = os.open("/proc/thread-self/ns/net", os.O_RDONLY)
        self._set("ipv6/conf/all/disable_ipv6", 1)
        self._set("ipv6/conf/default/disable_ipv6", 1)
        self.ip("link set lo up")

    @contextmanager
    def entered(self) -> Iterator[None]:
        """Puts the calling thread into the namespace: sockets made there stay in it."""
        _set_namespace(self._descriptor)
        try:
            yield
        finally:
            _set_namespace(self._home)

    def command(self, *words: str) -> list[str]:
        """A command line that runs in the namespace."""
        return ["ip", "netns", "exec", self.name, *words]

    def ip(self, *lines: str) -> None:
        """Runs lines of `ip` commands in the namespace."""
        run("ip", "-netns", self.name, "-batch", "-", text="\n".join(lines) + "\n")

    def filter(self, rules: str) -> None:
        """Loads packet filter rules (nftables) into the namespace."""
        run(*self.command("nft", "-f", "-"), text=rules)

    def delete(self) -> None:
        """Removes the namespace and all that is in it."""
        os.close(self._descriptor)
        os.close(self._home)
        run("ip", "netns", "delete", self.name)

    def _set(self, parameter: str, value: int) -> None:
        with self.entered():
            Path("/proc/sys/net", parameter).write_text(str(value))


def _set_namespace(descriptor: int) -> None:
    if _libc.setns(descriptor, CLONE_NEWNET):
        raise OSError(ctypes.get_errno(), "setns")


class Host(Namespace):
    """A host with one interface, `eth0`; its TCP looks like that of Windows."""

    def __init__(self, name: str, address: str):
        super().__init__(name)
        self.label = name
        self.address = address
        self._set("ipv4/ip_default_ttl", WINDOWS_TIME_TO_LIVE)
        self._set("ipv4/tcp_timestamps", 0)
        self._set("ipv4/tcp_ecn", 0)
        if SYN_AT_ONE_PACE.exists():
            self._set("ipv4/tcp_syn_linear_timeouts", 0)

    @property
    def mac(self) -> str:
        """An Ethernet address made from the IP address."""
        return "00:50:56:" + ":".join(f"{int(part):02x}" for part in self.address.split(".")[1:])

    def new_socket(self) -> socket.socket:
        """A non-blocking TCP socket in this host."""
        with self.entered():
            made = socket.socket(proto=socket.IPPROTO_TCP)
        made.setblocking(False)
        return made

    def desk(self, name: str, address: str) -> "Desk":
        """A further address of this host."""
        self.ip(f"address add {address}/{PREFIX_LENGTH} dev eth0")
        return Desk(self, name, address)

    def listener(self, port: int) -> socket.socket:
        """A non-blocking socket that listens on all addresses of this host."""
        made = self.new_socket()
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind(("0.0.0.0", port))
        made.listen(128)
        return made


@dataclass(frozen=True)
class Desk:
    """One of several addresses of a host: sockets made there speak from it."""

    host: Host
    label: str
    address: str

    def new_socket(self) -> socket.socket:
        """A non-blocking TCP socket with this address."""
        made = self.host.new_socket()
        made.setsockopt(socket.IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, 1)
        made.bind((self.address, 0))
        return made


@dataclass(frozen=True)
class Loss:
    """Frames lost at random: half of them before the switch sees them, half after."""

    percent: float

    def rules(self, ports: int) -> str:
        """Filter rules for a switch with this many ports."""
        threshold = f"numgen random mod 100000 < {round(self.percent * 500)} drop"
        devices = ", ".join(f'"port{number}"' for number in range(1, ports + 1))
        return (
            "table netdev before {\n chain ingress {\n"
            f"  type filter hook ingress devices = {{ {devices} }} priority 0;\n"
            f"  ip protocol tcp {threshold}\n }}\n}}\n"
            "table bridge after {\n chain forward {\n"
            "  type filter hook forward priority 0;\n"
            f"  ip protocol tcp {threshold}\n }}\n}}\n"
        )


class Network:
    """A switch and the hosts on it; leaving the context removes them all."""

    def __init__(self):
        self.hosts: list[Host] = []

    def __enter__(self) -> "Network":
        self.switch = Namespace("switch")
        try:
            self.switch.ip(
                "link add span type bridge stp_state 0 mcast_snooping 0 forward_delay 0",
                "link set span up",
            )
        except BaseException:
            self.switch.delete()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        for namespace in (*self.hosts, self.switch):
            namespace.delete()

    def add(self, name: str, address: str) -> Host:
        """Adds a host and plugs it into the switch."""
        host = Host(name, address)
        self.hosts.append(host)
        port = f"port{len(self.hosts)}"
        host.ip(
            f"link add eth0 address {host.mac} type veth peer name {port} netns {self.switch.name}"
        )
        self.switch.ip(f"link set {port} master span", f"link set {port} up")
        host.ip(f"address add {host.address}/{PREFIX_LENGTH} dev eth0", "link set eth0 up")
        for namespace, interface in ((host, "eth0"), (self.switch, port)):
            switches = [word for feature in OFFLOADS for word in (feature, "off")]
            run(*namespace.command("ethtool", "-K", interface, *switches))
        return host

    def lose(self, percent: float) -> None:
        """Loses frames at random from now on; every host must be there already."""
        if percent > 0:
            self.switch.filter(Loss(percent).rules(len(self.hosts)))
