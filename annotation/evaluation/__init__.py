"""How good suggestions are: annotated documents against what was suggested on their bare texts.

`scores.Scores` adds up pairs of documents (`pairs`), `report` evaluates a file, `table` prints what came out. The measures, a module
each: `quotes`, `names`, `claims`, `stances`, and `measure` for the words of treebanks. docs/evaluation.md says what each means.
"""
