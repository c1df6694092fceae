"""Drives a headless Chromium by its own protocol, over two pipes.

The pipes are also its life line: it ends when they are closed, even where a test is killed.
"""

from __future__ import annotations

import base64
import json
import os
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

# Chromium reads its orders from file descriptor 3 and answers on 4.
LAUNCH = """
import os, sys
orders, answers = int(sys.argv[1]), int(sys.argv[2])
orders, answers = os.dup(orders), os.dup(answers)
spare = [os.dup(orders), os.dup(answers)]
while min(spare) < 5:
    spare = [os.dup(fd) for fd in spare]
os.dup2(spare[0], 3)
os.dup2(spare[1], 4)
os.closerange(5, 64)
os.execv(sys.argv[3], sys.argv[3:])
"""
OPTIONS = (
    "--headless=new",
    "--remote-debugging-pipe",
    "--no-sandbox",  # It does not start as root with one, as in most containers; it opens our own page only.
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-breakpad",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-component-update",
    "--hide-scrollbars",
    "--no-first-run",
    "--no-proxy-server",
)


class Chromium:
    """One browser with a profile of its own."""

    def __init__(self, profile: Path) -> None:
        program = shutil.which("chromium")
        assert program, "no chromium: reportgen doctor --install --for test"
        order_end, self._orders = os.pipe()
        self._answers, answer_end = os.pipe()
        # A socket's path has at most 107 characters, and that of a test's folder holds the user's name and the test's.
        self._temporary = tempfile.TemporaryDirectory(prefix="rg-", ignore_cleanup_errors=True)
        command = [sys.executable, "-ISc", LAUNCH, str(order_end), str(answer_end)]
        with (profile.parent / f"{profile.name}.log").open("wb") as log:
            self._process = subprocess.Popen(
                [*command, program, *OPTIONS, f"--user-data-dir={profile}", "about:blank"],
                pass_fds=(order_end, answer_end),
                env={
                    "PATH": os.environ["PATH"],
                    "HOME": str(profile.parent),
                    "TMPDIR": self._temporary.name,
                    "LC_ALL": "C.UTF-8",
                },
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        os.close(order_end)
        os.close(answer_end)
        self._count = 0
        self._unread = b""
        self.events: list[dict[str, Any]] = []

    def ask(self, method: str, session: str = "", seconds: float = 20.0, **params: Any) -> dict[str, Any]:
        """Return an order and wait for its answer; what else comes meanwhile is kept as events."""
        self._count += 1
        order = {"id": self._count, "method": method, "params": params}
        if session:
            order["sessionId"] = session
        os.write(self._orders, json.dumps(order).encode() + b"\0")
        end = time.monotonic() + seconds
        while (answer := self._read(end - time.monotonic())) is not None:
            if answer.get("id") == self._count:
                assert "error" not in answer, answer
                result: dict[str, Any] = answer["result"]
                return result
            self.events.append(answer)
        raise AssertionError(f"Chromium did not answer {method}")

    def _read(self, seconds: float) -> dict[str, Any] | None:
        end = time.monotonic() + seconds
        while b"\0" not in self._unread:
            ready, _, _ = select.select([self._answers], [], [], max(0.0, end - time.monotonic()))
            more = os.read(self._answers, 1 << 20) if ready else b""
            if not more:
                return None
            self._unread += more
        message, _, self._unread = self._unread.partition(b"\0")
        read: dict[str, Any] = json.loads(message)
        return read

    def open(self, url: str, width: int = 1200, height: int = 900, scheme: str = "light", scale: float = 1.0) -> Tab:
        """Open an address in a window of this size (in CSS pixels), and wait until the page's files are there."""
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        tab = Tab(self, target, session)
        tab.ask("Runtime.enable")
        tab.ask("Log.enable")
        tab.ask("Page.enable")
        size = {"width": width, "height": height, "deviceScaleFactor": scale, "mobile": width < 600}
        tab.ask("Emulation.setDeviceMetricsOverride", **size)
        tab.ask("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
        tab.ask("Page.navigate", url=url)
        tab.until(f"location.href === '{url}' && document.readyState === 'complete'")
        return tab

    def close(self) -> None:
        """End the browser and all of its processes."""
        os.close(self._orders)
        os.close(self._answers)
        try:
            self._end()
        finally:
            self._temporary.cleanup()

    def _end(self) -> None:
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait(5)
        for _ in range(100):
            try:
                os.killpg(self._process.pid, signal.SIGKILL)
            except ProcessLookupError:
                return
            time.sleep(0.05)
        raise AssertionError("processes of Chromium are left")


class Tab:
    """One open page."""

    def __init__(self, browser: Chromium, target: str, session: str) -> None:
        self._browser = browser
        self._target = target
        self._session = session

    def ask(self, method: str, **params: Any) -> dict[str, Any]:
        return self._browser.ask(method, self._session, **params)

    def value(self, script: str) -> Any:
        """Run a script in the page and give its value; a promise is waited for."""
        answer = self.ask("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def until(self, script: str, seconds: float = 15.0) -> Any:
        """Run a script again and again until its value is true, and give it."""
        end = time.monotonic() + seconds
        while not (value := self.value(script)):
            assert time.monotonic() < end, f"never came true: {script}\n{self.value('document.body?.innerText')}"
            time.sleep(0.03)
        return value

    def press(self, key: str, code: int, text: str = "") -> None:
        pressed: Mapping[str, Any] = {"key": key, "code": key, "windowsVirtualKeyCode": code}
        self.ask("Input.dispatchKeyEvent", type="keyDown", text=text, **pressed)
        self.ask("Input.dispatchKeyEvent", type="keyUp", **pressed)

    def screenshot(self, path: Path) -> None:
        path.write_bytes(base64.b64decode(self.ask("Page.captureScreenshot", format="png")["data"]))

    def complaints(self) -> list[str]:
        """Return what the page complained of so far: errors, uncaught exceptions, what its policy blocked."""
        self.value("1")
        mine = [event for event in self._browser.events if event.get("sessionId") == self._session]
        thrown = [str(event["params"]) for event in mine if event["method"] == "Runtime.exceptionThrown"]
        logged = [event["params"]["entry"] for event in mine if event["method"] == "Log.entryAdded"]
        return thrown + [f"{e['text']} {e.get('url', '')}" for e in logged if e["level"] in ("error", "warning")]

    def close(self) -> None:
        self._browser.ask("Target.closeTarget", targetId=self._target)
