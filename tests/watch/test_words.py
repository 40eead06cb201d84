"""The operators' page shows the words that the auditor uses."""

from __future__ import annotations

from backend.config import ROOT
from backend.watch.words import WORDS, table

PAGE = (ROOT / "docs" / "operators.md").read_text()


def test_the_page_has_the_same_table() -> None:
    assert table() in PAGE


def test_words_are_short_sentences() -> None:
    for words in WORDS.values():
        for sentence in (*words.means.split(". "), *words.first.split(". ")):
            assert len(sentence.split()) <= 20, sentence
