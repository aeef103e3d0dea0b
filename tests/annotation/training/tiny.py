"""A treebank of a few sentences, written for the tests, and what reads it."""

from __future__ import annotations

from pathlib import Path

SENTENCES = (
    ("newdoc", "The harbour can't wait, said the mayor's aide."),
    ("", "She doesn't trust “old” plans."),
    ("newpar", "Ruta Vele, who runs the port, disagreed."),
    ("", "He saw nine ships on Monday."),
)
# word, lemma, UPOS, XPOS, head, relation, space after; a contraction's first word carries its number of words.
_ROWS = (
    """
    The the DET DT 2 det 1
    harbour harbour NOUN NN 5 nsubj 1
    ca can AUX MD 5 aux 0 2
    n't not PART RB 5 advmod 1
    wait wait VERB VB 0 root 0
    , , PUNCT , 7 punct 1
    said say VERB VBD 5 parataxis 1
    the the DET DT 9 det 1
    mayor mayor NOUN NN 11 nmod:poss 0 2
    's 's PART POS 9 case 1
    aide aide NOUN NN 7 nsubj 0
    . . PUNCT . 5 punct 1
    """,
    """
    She she PRON PRP 4 nsubj 1
    does do AUX VBZ 4 aux 0 2
    n't not PART RB 4 advmod 1
    trust trust VERB VB 0 root 1
    “ “ PUNCT `` 6 punct 0
    old old ADJ JJ 8 amod 0
    ” ” PUNCT '' 6 punct 1
    plans plan NOUN NNS 4 obj 0
    . . PUNCT . 4 punct 1
    """,
    """
    Ruta Ruta PROPN NNP 9 nsubj 1
    Vele Vele PROPN NNP 1 flat 0
    , , PUNCT , 5 punct 1
    who who PRON WP 5 nsubj 1
    runs run VERB VBZ 1 acl:relcl 1
    the the DET DT 7 det 1
    port port NOUN NN 5 obj 0
    , , PUNCT , 5 punct 1
    disagreed disagree VERB VBD 0 root 0
    . . PUNCT . 9 punct 1
    """,
    """
    He he PRON PRP 2 nsubj 1
    saw see VERB VBD 0 root 1
    nine nine NUM CD 4 nummod 1
    ships ship NOUN NNS 2 obj 1
    on on ADP IN 6 case 1
    Monday Monday PROPN NNP 2 obl 0
    . . PUNCT . 2 punct 1
    """,
)
TEXT = (
    "The harbour can't wait, said the mayor's aide. She doesn't trust “old” plans.\n\n"
    "Ruta Vele, who runs the port, disagreed. He saw nine ships on Monday."
)


def write_treebank(path: Path, *, times: int = 1) -> Path:
    """The sentences as a CoNLL-U file, as so many documents."""
    lines: list[str] = []
    for number in range(times):
        lines.append(f"# newdoc id = tiny-{number}")
        for (mark, text), rows in zip(SENTENCES, _ROWS, strict=True):
            lines += ["# newpar"] if mark == "newpar" else []
            lines += [f"# text = {text}", *_sentence(rows), ""]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def _sentence(rows: str) -> list[str]:
    lines: list[str] = []
    cells = [row.split() for row in rows.strip().splitlines()]
    for number, (word, lemma, pos, tag, head, relation, space, *contraction) in enumerate(cells, 1):
        if contraction:
            whole = "".join(row[0] for row in cells[number - 1 : number + 1])
            lines.append("\t".join((f"{number}-{number + 1}", whole, *("_",) * 8)))
        misc = "_" if space == "1" or contraction else "SpaceAfter=No"
        lines.append("\t".join((str(number), word, lemma, pos, tag, "_", head, relation, "_", misc)))
    return lines
