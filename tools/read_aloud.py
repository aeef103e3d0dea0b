#!/usr/bin/python3
"""Read the window as a screen reader does: tools/read_aloud.py QUOTEMARK PROJECT (tools/read_aloud.sh brings display and bus along).

A process of its own starts the window, finds it on the accessibility bus (AT-SPI), prints what a reader finds there, presses keys
and prints what is announced. It needs the system's Python with gi and Atspi, and xdotool; nothing of Quotemark is imported.
Exit status 1 where the window does not show up, has no article to read, says nothing, or does not end well.
"""

from __future__ import annotations

import subprocess
import sys
import time

import gi  # type: ignore[import-not-found,unused-ignore]

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # type: ignore[import-not-found,unused-ignore]  # noqa: E402  after the version

PATIENCE = 20.0  # seconds
LONGEST = 5.0  # seconds until what a key does has been announced
SETTLE = 300  # milliseconds for more of it
KEYS = (
    "Home", "Right", "ctrl+Right", "Down", "ctrl+Down", "alt+Right", "space", "shift+ctrl+Right", "Escape",
    "Tab", "a", "Tab", "x", "u", "ctrl+End",
)  # fmt: skip


def say(text: str) -> None:
    """Write a line at once: what is read out is watched while it runs."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def children(of: Atspi.Accessible) -> list[Atspi.Accessible]:
    """What is directly in something; what has gone meanwhile is left out."""
    found = [of.get_child_at_index(n) for n in range(of.get_child_count())]
    return [child for child in found if child is not None]


def shown(of: Atspi.Accessible) -> bool:
    """Whether it can be seen, or belongs to what can be scrolled to."""
    return bool(of.get_state_set().contains(Atspi.StateType.SHOWING)) or of.get_role_name() == "paragraph"


def line(of: Atspi.Accessible) -> str:
    """One thing as a line: role, name, description, whether the keyboard reaches it."""
    states = of.get_state_set()
    marks = [name for name in ("focusable", "focused") if states.contains(getattr(Atspi.StateType, name.upper()))]
    words = [of.get_role_name(), f"“{' '.join(of.get_name().split())}”" if of.get_name() else ""]
    words += [f"({' '.join(of.get_description().split())})" if of.get_description() else "", " ".join(marks)]
    return " ".join(word for word in words if word)


def read(of: Atspi.Accessible, depth: int = 0) -> int:
    """Print what is in something, and return how many paragraphs were read."""
    paragraphs = int(of.get_role_name() in ("paragraph", "heading"))
    say("  " * depth + line(of))
    for child in children(of):
        if shown(child):
            paragraphs += read(child, depth + 1)
    return paragraphs


def window(pid: int) -> Atspi.Accessible | None:
    """The window of a process, once it is on the bus and its panels are there."""
    for application in children(Atspi.get_desktop(0)):
        if application.get_process_id() == pid:
            frames = [frame for frame in children(application) if frame.get_role_name() in ("frame", "window")]
            return frames[0] if frames else None
    return None


def wait(loop: GLib.MainLoop, milliseconds: int) -> None:
    """Let the bus speak for a while."""
    GLib.timeout_add(milliseconds, loop.quit)
    loop.run()


def main() -> int:
    """Print the window, then what is said while keys are pressed."""
    quotemark, project = sys.argv[1:3]
    started = subprocess.Popen([quotemark, "open", project])  # noqa: S603  our own program
    heard: list[str] = []
    loop = GLib.MainLoop()
    listener = Atspi.EventListener.new(lambda event, *_: heard.append(str(event.any_data)), None)
    listener.register("object:announcement")
    try:
        end = time.monotonic() + PATIENCE
        while (frame := window(started.pid)) is None and time.monotonic() < end:
            wait(loop, 200)
        if frame is None:
            say("The window did not show up on the accessibility bus.")
            return 1
        wait(loop, 3000)  # its panels follow the page
        paragraphs = read(frame)
        say(f"\n{paragraphs} paragraphs. Keys, and what is announced:")
        focus = ("xdotool", "search", "--onlyvisible", "--name", "Quotemark", "windowfocus")
        subprocess.run(focus, check=True)  # noqa: S603  a server without a window manager leaves that to us
        wait(loop, SETTLE)
        heard.clear()
        said = 0
        for key in KEYS:
            subprocess.run(["xdotool", "key", key], check=True)  # noqa: S603, S607
            pressed = time.monotonic()
            while not heard and time.monotonic() < pressed + LONGEST:
                wait(loop, 20)
            taken = time.monotonic() - pressed
            wait(loop, SETTLE)
            say(f"{key:>18} {taken * 1000:5.0f} ms  {' | '.join(heard)}")
            said += len(heard)
            heard.clear()
        subprocess.run(["xdotool", "key", "ctrl+q"], check=True)  # noqa: S607
        code = started.wait(PATIENCE)
        say(f"The window was closed and ended with status {code}.")
        return 0 if paragraphs and said and code == 0 else 1
    finally:
        listener.deregister("object:announcement")
        started.kill()
        started.wait()


if __name__ == "__main__":
    sys.exit(main())
