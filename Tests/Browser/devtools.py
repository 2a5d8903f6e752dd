"""Chromium without a window, driven through its DevTools protocol over a pair of pipes."""

import json
import os
import select
import shutil
import subprocess
import tempfile
import time


class Failure(Exception):
    """The browser did not do what it was asked for."""


class Browser:
    """A running browser with a profile of its own, both gone at the end."""

    # What keeps the browser from talking to anybody on its own.
    FLAGS = [
        "--headless=new", "--no-sandbox", "--remote-debugging-pipe", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
        "--disable-default-apps", "--disable-extensions", "--disable-dev-shm-usage", "--disable-gpu",
        "--hide-scrollbars", "--force-color-profile=srgb",
    ]

    def __init__(self, program, patience=60):
        self.patience = patience
        self.profile = tempfile.mkdtemp(prefix="chokepoint-browser-")
        to_browser, self.to_browser = os.pipe()
        self.from_browser, from_browser = os.pipe()

        def place():
            # Chromium reads from descriptor 3 and writes to 4, wherever the pipes are now.
            read, write = os.dup(to_browser), os.dup(from_browser)
            while read <= 4:
                read = os.dup(read)
            while write <= 4:
                write = os.dup(write)
            os.dup2(read, 3)
            os.dup2(write, 4)

        self.process = subprocess.Popen(
            [program, *self.FLAGS, f"--user-data-dir={self.profile}", "about:blank"],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            preexec_fn=place, pass_fds=(3, 4))
        os.close(to_browser)
        os.close(from_browser)
        self.pending = b""
        self.number = 0
        self.events = []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        try:
            self.call("Browser.close")
        except (Failure, OSError):
            self.process.kill()
        self.process.wait(timeout=self.patience)
        os.close(self.to_browser)
        os.close(self.from_browser)
        shutil.rmtree(self.profile, ignore_errors=True)

    def call(self, method, session=None, **parameters):
        """The result of a method; events that come before it are kept."""
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        self.write(message)
        end = time.monotonic() + self.patience
        while True:
            answer = self.receive(end)
            if answer is None:
                raise Failure(f"{method}: no answer")
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise Failure(f"{method}: {answer['error'].get('message')}")
                return answer["result"]
            self.events.append(answer)

    def wait(self, name, session, since):
        """An event of a name that is not among the first ones kept."""
        end = time.monotonic() + self.patience
        seen = since
        while True:
            for event in self.events[seen:]:
                if event.get("method") == name and event.get("sessionId") == session:
                    return event["params"]
            seen = len(self.events)
            event = self.receive(end)
            if event is None:
                raise Failure(f"{name} did not happen")
            self.events.append(event)

    def receive(self, end):
        """The next message; None where none comes in time. Dialogs are closed at once."""
        message = self.read(end)
        if message and message.get("method") == "Page.javascriptDialogOpening":
            # Its answer has the number of no call and is passed over.
            self.write({
                "id": 0, "method": "Page.handleJavaScriptDialog", "params": {"accept": False},
                "sessionId": message["sessionId"]})
        return message

    def write(self, message):
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self.to_browser, data):]

    def read(self, end):
        while b"\0" not in self.pending:
            left = end - time.monotonic()
            if left <= 0 or not select.select([self.from_browser], [], [], left)[0]:
                return None
            piece = os.read(self.from_browser, 1 << 20)
            if not piece:
                raise Failure("the browser ended")
            self.pending += piece
        message, self.pending = self.pending.split(b"\0", 1)
        return json.loads(message)


class Tab:
    """A page of a browser."""

    def __init__(self, browser):
        self.browser = browser
        self.target = browser.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = browser.call(
            "Target.attachToTarget", targetId=self.target, flatten=True)["sessionId"]
        for domain in ["Page", "Runtime", "Network", "Log"]:
            self.call(f"{domain}.enable")
        browser.events = []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.browser.call("Target.closeTarget", targetId=self.target)

    def call(self, method, **parameters):
        return self.browser.call(method, self.session, **parameters)

    def open(self, address):
        before = len(self.browser.events)
        self.call("Page.navigate", url=address)
        self.browser.wait("Page.loadEventFired", self.session, before)

    def value(self, expression):
        """What an expression of the page comes to, once it has."""
        result = self.call(
            "Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in result:
            raise Failure(json.dumps(result["exceptionDetails"])[:2_000])
        return result["result"].get("value")

    def show(self, width, scheme="light", media="screen", height=900):
        """Gives the page a window, a colour scheme and a medium."""
        self.call(
            "Emulation.setDeviceMetricsOverride", width=width, height=height,
            deviceScaleFactor=1, mobile=False)
        self.call(
            "Emulation.setEmulatedMedia", media="print" if media == "print" else "",
            features=[{"name": "prefers-color-scheme", "value": scheme}])

    def own_events(self):
        return [e for e in self.browser.events if e.get("sessionId") == self.session and "method" in e]
