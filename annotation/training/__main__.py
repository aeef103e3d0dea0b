"""`python -m annotation.training STAGE… --data DIR --work DIR`: see `annotation.training.stages` for what each stage makes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from annotation.errors import QuotemarkError
from annotation.training.stages import ALL, STAGES, Workplace


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("stages", nargs=-1, required=True, type=click.Choice([*STAGES, "all"]), metavar="STAGE...")
@click.option(
    "--data", required=True, type=click.Path(path_type=Path, exists=True, file_okay=False), help="The corpora."
)
@click.option(
    "--work", default="build/training", type=click.Path(path_type=Path), help="Where results go.", show_default=True
)
@click.option("--licensed-only", is_flag=True, help="Leave out corpora that state no licence.")
@click.option("--minutes", type=float, help="Stop a training after so many minutes; the same command resumes it.")
@click.option("--fresh", is_flag=True, help="Train anew where a stopped training would be resumed.")
@click.option("--set", "settings", multiple=True, metavar="KEY=VALUE", help="A value of the stage’s configuration.")
def main(
    stages: tuple[str, ...],
    *,
    data: Path,
    work: Path,
    licensed_only: bool,
    minutes: float | None,
    fresh: bool,
    settings: tuple[str, ...],
) -> None:
    """Run stages of the training, in the order they are named."""
    overrides = {}
    for setting in settings:
        key, equals, value = setting.partition("=")
        if not equals:
            raise click.UsageError(f"--set takes KEY=VALUE, not {setting}.")
        overrides[key] = _value(value)
    place = Workplace(
        data=data,
        work=work,
        licensed_only=licensed_only,
        minutes=minutes,
        fresh=fresh,
        overrides=overrides,
        tell=click.echo,
    )
    for name in ALL if "all" in stages else stages:
        place.tell(f"== {name}")
        try:
            STAGES[name](place)
        except QuotemarkError as error:
            raise click.ClickException(str(error)) from error


def _value(text: str) -> Any:
    """A value as JSON has it, or the text itself."""
    try:
        return json.loads(text)
    except ValueError:
        return text


if __name__ == "__main__":
    main()
