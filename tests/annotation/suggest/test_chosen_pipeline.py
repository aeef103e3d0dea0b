"""Another spaCy pipeline than ours: used as well as its parts allow, and never in the way."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotation.errors import SuggestError
from annotation.exchange import ExchangeDocument
from annotation.suggest import SUGGESTERS, suggest
from annotation.suggest.documents import notices_of
from annotation.suggest.pipeline import load_pipeline
from annotation.suggest.pipelines import RULES, card_of, cards, in_words
from tests.annotation.suggest import made_pipelines
from tests.annotation.suggest.test_language import ENGLISH, GERMAN

QUOTED = "“We have waited twelve years for this pier,” said Ana Roth, who criticized the plan."
ZITAT = "„Wir haben zwölf Jahre auf diese Mole gewartet“, sagte am Abend Roth."


def read(text: str, pipeline: Path | str | None = None, *, language: str = "en") -> ExchangeDocument:
    document = ExchangeDocument(id="article", text=text, language=language)
    return next(suggest([document], pipeline=RULES if pipeline is None else str(pipeline)))


def told(document: ExchangeDocument) -> list[tuple[str, list[str]]]:
    return [(a.label, [part.range.of(document.text) for part in a.parts]) for a in document.annotations]


def test_a_pipeline_of_the_text_s_language_brings_its_names(tmp_path: Path) -> None:
    """What the marks alone do not tell (a name of one word after “am Abend”) its entities do; who proposed it is told."""
    folder = made_pipelines.german(tmp_path / "de")
    ours, theirs = read(f"{GERMAN} {ZITAT}"), read(f"{GERMAN} {ZITAT}", folder)
    content = "„Wir haben zwölf Jahre auf diese Mole gewartet“"
    assert told(ours) == []
    assert told(theirs) == [("QUOTE", [content, "Roth"])]
    assert theirs.annotations[0].suggester == f"{SUGGESTERS[0]}+de_harbour_news@1.2.0"
    assert notices_of(theirs) == []
    assert theirs.language == "de"
    assert notices_of(ours) == [
        (
            "This looks like German: the suggestions are for English, so that only quotation marks are used. "
            "A pipeline for German does better, where one is installed."
        )
    ]


def test_a_text_in_another_language_than_the_pipeline_s_is_read_without_it(tmp_path: Path) -> None:
    """English by a German pipeline: our rules do what they do by themselves."""
    folder = made_pipelines.german(tmp_path / "de")
    text = f"{ENGLISH} {QUOTED}"
    theirs = read(text, folder)
    assert told(theirs) == told(read(text)) != []
    assert notices_of(theirs) == [
        "This looks like English: the pipeline “de_harbour_news” is for German, so that only Quotemark’s rules have read it."
    ]


@pytest.mark.parametrize("language", ["en", "xx"])
def test_a_pipeline_with_nothing_in_it_gives_what_the_rules_give(tmp_path: Path, language: str) -> None:
    folder = made_pipelines.plain(tmp_path / "plain", language)
    assert told(read(f"{ENGLISH} {QUOTED}", folder)) == told(read(f"{ENGLISH} {QUOTED}"))


def test_tags_that_mean_nothing_to_the_rules_do_not_mislead_them(tmp_path: Path) -> None:
    folder = made_pipelines.hardly_trained(tmp_path / "tags")
    assert any(token.tag_ for token in load_pipeline(str(folder)).get_pipe("tagger")(load_pipeline().make_doc("We go")))
    assert told(read(f"{ENGLISH} {QUOTED}", folder)) == told(read(f"{ENGLISH} {QUOTED}")) != []


def test_sentences_are_split_only_where_the_pipeline_sets_none(tmp_path: Path) -> None:
    """Ours ends one with a headline; its own goes by periods."""
    text = "Neue Mole teurer\n\nRoth ging. " + GERMAN
    with_some = load_pipeline(str(made_pipelines.german(tmp_path / "de")))(text)
    with_none = load_pipeline(str(made_pipelines.plain(tmp_path / "plain", "de")))(text)
    assert [s.text for s in with_some.sents][:1] == ["Neue Mole teurer\n\nRoth ging."]
    assert [s.text.strip() for s in with_none.sents][:2] == ["Neue Mole teurer", "Roth ging."]


def test_a_text_that_is_too_long_for_a_pipeline_is_read_by_the_rules_alone(tmp_path: Path) -> None:
    folder = made_pipelines.plain(tmp_path / "plain", "en")
    load_pipeline(str(folder)).max_length = len(QUOTED) - 1
    (long, short) = suggest(
        [ExchangeDocument(id="long", text=QUOTED), ExchangeDocument(id="short", text="No.")], pipeline=str(folder)
    )
    assert told(long) == told(read(QUOTED)) != []
    assert notices_of(long) == [
        (
            f"The text has {len(QUOTED)} characters; the pipeline “en_plain” takes {len(QUOTED) - 1} at most, "
            "so that only Quotemark’s rules have read it."
        )
    ]
    assert notices_of(short) == []


def test_a_pipeline_that_fails_on_one_text_reads_the_others(tmp_path: Path) -> None:
    folder = made_pipelines.stumbling(tmp_path / "stumbling")
    texts = [QUOTED, f"{QUOTED} They stumble.", "“Good,” said Ana Roth."]
    found = list(suggest([ExchangeDocument(id=text, text=text) for text in texts], pipeline=str(folder)))
    assert [told(document) for document in found] == [told(read(text)) for text in texts]
    whys = [" ".join(notices_of(document)) for document in found]
    assert (whys[0], whys[2]) == ("", "")
    assert whys[1].startswith(
        "The pipeline “en_stumbling” failed on this text, so that only Quotemark’s rules have read it"
    )
    assert whys[1].endswith("a word that it does not know")


def test_a_pipeline_that_is_not_there_is_told_with_the_way_out(tmp_path: Path) -> None:
    for name in ("en_core_web_nowhere", str(tmp_path)):
        with pytest.raises(SuggestError, match="There is no pipeline") as caught:
            load_pipeline(name)
        assert "quotemark models" in caught.value.way_out


def test_a_pipeline_that_is_broken_is_told(tmp_path: Path) -> None:
    folder = made_pipelines.break_(made_pipelines.plain(tmp_path / "broken", "en"))
    with pytest.raises(SuggestError, match="cannot be loaded") as caught:
        load_pipeline(str(folder))
    assert "Quotemark’s own is always there" in caught.value.way_out
    (folder / "meta.json").write_text("{", encoding="utf-8")
    with pytest.raises(SuggestError, match="cannot be read"):
        load_pipeline(f"{folder}/")


def test_a_pipeline_for_another_spacy_is_told(tmp_path: Path) -> None:
    folder = made_pipelines.plain(tmp_path / "old", "en")
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    (folder / "meta.json").write_text(json.dumps(meta | {"spacy_version": ">=2.3.0,<2.4.0"}), encoding="utf-8")
    with pytest.raises(SuggestError, match=r"is for spaCy >=2\.3\.0,<2\.4\.0; this is spaCy 3"):
        load_pipeline(str(folder))


def test_an_installed_package_is_listed_and_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its card is known without spaCy; what is left of one that was uninstalled by hand is listed too, and told."""
    assert cards()[0].name == "quotemark"
    monkeypatch.syspath_prepend(str(made_pipelines.install(tmp_path)))
    card = card_of(made_pipelines.PACKAGE)
    assert card in cards()
    assert (card.version, card.licence, in_words(card)) == ("1.2.0", "MIT", "German; sentences, names")
    assert card.suggesters == tuple(f"{name}+de_harbour_news@1.2.0" for name in SUGGESTERS)
    assert told(read(f"{GERMAN} {ZITAT}", made_pipelines.PACKAGE)) != []
    (tmp_path / made_pipelines.PACKAGE / "meta.json").unlink()
    assert card_of(made_pipelines.PACKAGE).description == "Its files are gone."


def test_our_own_is_meant_by_no_name_and_by_its_own() -> None:
    assert card_of(None) == card_of("") == card_of("quotemark")
    assert load_pipeline(None) is load_pipeline("") is load_pipeline("quotemark")
    assert card_of(None).suggesters == SUGGESTERS
