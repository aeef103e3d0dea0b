#!/usr/bin/env python3
"""Do the main job where there is no display: tools/without_display.py [FOLDER] (default: out).

The sample article goes into a project, spaCy suggests, the labeled dataset is exported, and the real window is photographed
with Qt's offscreen platform. Everything is done through the command line and the window's own code, nothing by hand here.
"""

import os
import subprocess
import sys
from pathlib import Path

import click

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "annotation" / "samples" / "harbour.txt"
HOW_TO_SEE_THE_WINDOW = """
There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so no window was opened. To get it:
  on a desktop:            make run
  over the network:        ssh -X THIS-MACHINE, then make run
  on a virtual screen:     make shot (needs xvfb), or Xvfb :1 & DISPLAY=:1 make run
"""


def quotemark(*arguments: str | Path) -> None:
    """Run one command of Quotemark's command line, and end with its exit status where it fails: it has said why."""
    done = subprocess.run([sys.executable, ROOT / "main.py", *arguments], check=False)  # noqa: S603  our own words and paths
    if done.returncode:
        sys.exit(done.returncode)


def make_project(project: Path) -> None:
    """Put the sample article and the suggestions for it into a project. One that is there already keeps what was done in it."""
    if not project.exists():
        quotemark("import", project, SAMPLE)
    quotemark("suggest", "--project", project)


def main() -> None:
    """Leave a project, a dataset and a picture in the folder and say where they are."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_LOGGING_RULES"] = "default.warning=false"  # what the offscreen platform says of itself
    from gui import screenshot

    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "out").resolve()
    folder.mkdir(parents=True, exist_ok=True)
    project, dataset, picture = folder / "harbour.sqlite", folder / "harbour.jsonl", folder / "window.png"
    make_project(project)
    quotemark("export", project, "--format", "jsonl", "--status", "all", "--out", dataset)
    screenshot.save(project, picture)
    click.echo(f"project (SQLite): {project}\ndataset (JSONL):  {dataset}\nwindow (PNG):     {picture}")
    click.echo(HOW_TO_SEE_THE_WINDOW)


if __name__ == "__main__":
    main()
