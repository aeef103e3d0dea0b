"""Stances: who is for or against whom or what, as a trained judge, a lexicon and the reporter’s own words tell.

`lexical` reads verbs of judgement, `candidates` names who might stand where on what, `judged` asks the judge, `reporter` reads what
shows the author’s own stance, `answers` replies to what a document asks.
"""
