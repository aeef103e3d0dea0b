#!/usr/bin/env python3
"""Photograph the window with the sample article and its suggestions on the display there is; tools/shot.sh brings one along."""

import re
import tempfile
from pathlib import Path

import click
from without_display import make_project


def accept_first(path: Path, number: int) -> None:
    """Accept a project's first suggestions, so that the picture shows decided and open ones."""
    from annotation import review
    from storage.project import Project

    with Project.open(path) as project:
        reading = project.reading(project.documents()[0].id)
        if change := review.accept(reading, reading.open_suggestions()[:number]):
            project.apply(change)


@click.command()
@click.argument("target", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--dark", is_flag=True, help="The dark page.")
@click.option("--size", default="1440x900", show_default=True, help="Width and height in device-independent pixels.")
@click.option(
    "--accept", type=int, default=4, show_default=True, help="How many of the suggestions are accepted first."
)
def main(target: Path, *, dark: bool, size: str, accept: int) -> None:
    """Save a picture of the window to TARGET (PNG)."""
    from gui import screenshot

    match = re.fullmatch(r"(\d{3,4})x(\d{3,4})", size)
    if match is None:
        message = f"{size} is not WIDTHxHEIGHT, such as 1440x900"
        raise click.BadParameter(message, param_hint="--size")
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / "harbour.sqlite"
        make_project(project)
        accept_first(project, accept)
        screenshot.save(project, target, size=(int(match[1]), int(match[2])), dark=dark)


if __name__ == "__main__":
    main()
