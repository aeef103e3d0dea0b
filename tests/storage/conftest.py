from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.project import Project
from tests.storage.samples import document, suggestion


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """A project with one document, one suggestion on it, and the annotator “ada”."""
    with Project.create(tmp_path / "news.sqlite", annotator="ada") as made:
        made.add_document(document(), b"the original bytes")
        made.add_suggestions("pier", ["quotes@0.1"], [suggestion()])
        yield made
