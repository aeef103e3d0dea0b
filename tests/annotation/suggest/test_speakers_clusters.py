"""The names of a document in clusters: one for whom or what they name."""

from __future__ import annotations

from spacy.tokens import Doc

from annotation.suggest.speakers.speaking import NameCluster, name_clusters
from tests.annotation.suggest.naming import doc_of


def words(doc: Doc, cluster: NameCluster) -> list[str]:
    """The words of a cluster’s mentions."""
    return [span.of(doc.text) for span in cluster.mentions]


def named(doc: Doc) -> dict[str, list[str]]:
    """The words of each cluster by its name."""
    return {cluster.name: words(doc, cluster) for cluster in name_clusters(doc)}


def test_full_name_surname_and_what_they_are_called() -> None:
    """One cluster, with titles, gender and roles; another’s is its own."""
    text = "Foreign Minister Rosa Tamm met Lars Berg. Mrs. Tamm smiled; the minister had won. Berg left."
    doc = doc_of(text, people=["Rosa Tamm", "Lars Berg", "Tamm", "Berg"])
    tamm, berg = name_clusters(doc)
    assert words(doc, tamm) == ["Rosa Tamm", "Tamm", "the minister"]
    assert (tamm.name, tamm.kind, tamm.gender) == ("Rosa Tamm", "person", "female")
    assert tamm.roles == frozenset({"minister"})
    assert words(doc, berg) == ["Lars Berg", "Berg"]


def test_a_middle_name_and_an_epithet_make_no_other_person() -> None:
    """But another generation does."""
    text = "Rosa Tamm and Rosa K. Tamm and Democrat Rosa Tamm came. Lars Berg and Lars Berg Jr. did not."
    found = named(
        doc_of(text, people=["Rosa Tamm", "Rosa K. Tamm", "Democrat Rosa Tamm", "Lars Berg", "Lars Berg Jr."])
    )
    assert found == {
        "Rosa Tamm": ["Rosa Tamm", "Rosa K. Tamm", "Rosa Tamm"],
        "Lars Berg": ["Lars Berg"],
        "Lars Berg Jr.": ["Lars Berg Jr."],
    }


def test_an_organisation_by_its_initials_and_last_word() -> None:
    """*The Post* is the one that was named; a post is none."""
    text = "The Nordic Council and the Narva Post met. NC agreed, the Post wrote."
    found = named(doc_of(text, groups=["Nordic Council", "Narva Post", "NC", "Post"]))
    assert found == {"Nordic Council": ["Nordic Council", "NC"], "Narva Post": ["Narva Post", "Post"]}


def test_a_pronoun_tells_of_gender() -> None:
    """Where only one person can be meant."""
    (cluster,) = name_clusters(
        doc_of("Ione Quill came on Monday. Later she left, and she was glad.", people=["Ione Quill"])
    )
    assert cluster.gender == "female"


def test_without_entities_names_are_found_by_their_capitals() -> None:
    """The same clusters, less surely of a kind."""
    text = "Rosa Tamm met Lars Berg in Narva. Then Tamm left, and Berg stayed."
    found = named(doc_of(text))
    assert found["Rosa Tamm"] == ["Rosa Tamm", "Tamm"]
    assert found["Lars Berg"] == ["Lars Berg", "Berg"]


def test_a_name_in_capitals_is_shown_as_elsewhere() -> None:
    """A headline’s capitals are not how it is written."""
    text = "ROSA TAMM WINS\n\nRosa Tamm won on Monday."
    assert list(named(doc_of(text, people=["ROSA TAMM", "Rosa Tamm"]))) == ["Rosa Tamm"]


def test_no_names() -> None:
    """No clusters."""
    assert name_clusters(doc_of("it rained on the town.")) == []
