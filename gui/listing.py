"""The command `quotemark models`; what it prints is in `gui.pipeline_cards`."""

from __future__ import annotations

import click

from gui.terminal import examples


@click.command(
    epilog=examples(
        "quotemark models                   what there is to choose from",
        "quotemark models quotemark         the card of Quotemark’s own pipeline",
        "quotemark models en_core_web_trf --json",
    )
)
@click.argument("name", metavar="[NAME]", required=False)
@click.option("--json", "as_json", is_flag=True, help="As JSON, for programs.")
def models(name: str | None, as_json: bool) -> None:  # noqa: FBT001  click passes it by name
    """List the pipelines that can suggest: Quotemark’s own, and the spaCy pipelines that are installed.

    With NAME (a package, or the folder of a pipeline) its whole card: licence, size, what it does, figures, data and their terms.
    """
    from gui import pipeline_cards

    if as_json:
        click.echo(pipeline_cards.as_json(name))
    else:
        click.echo(pipeline_cards.as_card(name) if name else pipeline_cards.as_table())
