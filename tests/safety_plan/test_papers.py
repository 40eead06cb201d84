"""The plan on paper: read as text, looked at as a picture, and holding nothing that its reader does not see."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2 as pdfium
import pytest
from PIL import Image
from sqlalchemy import func, select

from backend.audit.models import AuditEntry
from backend.core import paper
from backend.core.db import db
from backend.core.embedded_postgres import OWNER
from backend.safety_plan import papers
from backend.safety_plan.headings import HEADINGS
from tests.cast import Cast, Member
from tests.core.test_errors import problem
from tests.dialog_plus.test_plan_file import WILD, tags
from tests.roles import role
from tests.safety_plan import pictures as p
from tests.safety_plan.agreeing import propose, say_yes
from tests.safety_plan.writing import item, plan_path, read, save, section, show, write
from tests.sharing.ways import share, trust

SECTION = "safety_plan"
POINTS = 72 / 25.4


def fetch(member: Member, cast: Cast, kind: str = "sheet") -> bytes:
    answer = member.respond("GET", plan_path(cast, f"pdf?paper={kind}"))
    assert (answer.status_code, answer.content_type) == (200, "application/pdf"), answer.text[:300]
    return answer.data


@contextmanager
def opened(made: bytes) -> Iterator[pdfium.PdfDocument]:
    document = pdfium.PdfDocument(made)
    try:
        yield document
    finally:
        document.close()


def text_of(made: bytes) -> str:
    """What stands in it, with lines joined as somebody would read them aloud."""
    with opened(made) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    return " ".join(" ".join(pages).split())


def pages_of(made: bytes) -> int:
    with opened(made) as document:
        return len(document)


def look_at(made: bytes, scale: float = 2) -> Image.Image:
    """The first page as a picture."""
    with opened(made) as document:
        image: Image.Image = document[0].render(scale=scale).to_pil().convert("L")
        return image


def whole_plan(items: int, words: str = "I walk round the pond, twice if it rains.") -> list[dict[str, Any]]:
    """All ten sections as the service sees them, with so many things in each; every other one has a note."""
    made = []
    for heading in HEADINGS:
        groups = heading.groups or (None,)
        one = {"words": words, "may_text": True, "phone": "07700 900982" if heading.has_phones else None}
        things = [
            {**one, "group": groups[place % len(groups)], "note": "Any time, she is up late." if place % 2 else ""}
            for place in range(items)
        ]
        made.append({"heading": heading.key, "title": heading.title, "items": things})
    return made


def sheet(items: int, **more: Any) -> bytes:
    picture = p.encode(p.picture(1600, 1200))
    shown = [("Bess on the beach", picture), ("", picture)]
    return papers._set(papers._sheet("Alex Morgan", ["As it stood today."], whole_plan(items, **more), shown))


def sizes_of_type(made: bytes) -> set[float]:
    """Of each piece of text on the first page, in points."""
    with opened(made) as document:
        found = [one for one in document[0].get_objects() if isinstance(one, pdfium.PdfTextObj)]
        return {round(one.get_font_size() * one.get_matrix().d, 1) for one in found}


def write_some(cast: Cast) -> None:
    bea = item("Bea", phone="07700 900982", may_text=True, note="After six.")
    desk = item("The duty desk", phone="01632 960001")
    please = [item("Sit with me.", group="do"), item("Talk of hospital.", group="dont")]
    save(
        cast.alex,
        section("signs", "I stop answering the phone."),
        section("people", bea, item("Somebody without a number")),
        section("services", desk),
        section("going", "Bess."),
        section("distressed", *please),
    )


def test_the_sheet_reads_well(cast: Cast) -> None:
    write_some(cast)
    made = fetch(cast.alex, cast)
    said = text_of(made)
    assert pages_of(made) == 1
    assert said.startswith("Alex Morgan's plan As it stood on")
    wanted = (
        "How I know it is getting harder",
        "I stop answering the phone.",
        "Bea: 07700 900982 (ring or text) After six.",
        "The duty desk: 01632 960001",
        "Please do",
        "Sit with me.",
        "Please don't",
        "If it cannot wait",
        "999",
        "116 123",
        "Text SHOUT to 85258",
    )
    assert [words for words in wanted if words not in said] == []
    assert "What sets it off" not in said
    places = [said.index(words) for words in wanted[:4]]
    assert places == sorted(places), "It reads in the order of the headings."


def test_the_sheet_is_tagged_and_says_what_it_is(cast: Cast) -> None:
    write_some(cast)
    p.show_a_photo(cast.alex, "Bess on the beach.")
    made = tags(fetch(cast.alex, cast))
    for wanted in ("/Marked true", "/Lang(en-GB)", "<pdfuaid:part>1</pdfuaid:part>", "/S/H1", "/S/L", "/S/Figure"):
        assert wanted in made, wanted
    assert "Bess on the beach." in made, "Who cannot see the photo hears what is on it."


def test_a_full_plan_is_one_page_of_type_that_can_be_read() -> None:
    made = sheet(5)
    assert pages_of(made) == 1
    assert min(sizes_of_type(made)) >= 9


def test_a_short_plan_has_larger_type() -> None:
    assert max(sizes_of_type(sheet(1))) > max(sizes_of_type(sheet(5)))
    assert 12.5 in sizes_of_type(sheet(1))


def test_what_is_too_much_for_one_page_takes_two_and_stays_readable() -> None:
    made = sheet(11)
    assert pages_of(made) > 1
    assert "Page 1 of" in text_of(made)
    assert 10.5 in sizes_of_type(made)


def test_the_longest_plan_is_set_too() -> None:
    began = time.monotonic()
    assert pages_of(sheet(40, words="word " * 400)) > 50
    assert time.monotonic() - began < 30


def test_photos_are_on_it_where_she_reads_or_has_shown_them(cast: Cast) -> None:
    write_some(cast)
    share(cast, SECTION)
    dark = p.encode(Image.new("RGB", (400, 300)))
    photo = p.keep(cast.alex, dark)
    of_both = [has_picture(fetch(member, cast)) for member in (cast.alex, cast.asha)]
    p.describe(cast.alex, photo, is_private=False)
    assert (of_both, has_picture(fetch(cast.asha, cast))) == ([True, False], True)


def has_picture(made: bytes) -> bool:
    """Whether there is a square centimetre of black."""
    page, side = look_at(made), int(10 * POINTS * 2)
    small = page.resize((page.width // side, page.height // side), Image.Resampling.BOX)
    return small.getextrema()[0] < 20


def test_others_get_what_they_see_and_it_is_logged_as_a_file(cast: Cast) -> None:
    write_some(cast)
    share(cast, SECTION, trust(cast, cast.jo))
    show(cast.alex, "people", "team")
    show(cast.alex, "signs", "mine")
    said = text_of(fetch(cast.jo, cast))
    assert "The duty desk" in said
    assert "Bea" not in said.replace("Bess", "")
    assert "answering" not in said
    with role(OWNER):
        wanted = select(func.count()).select_from(AuditEntry).where(AuditEntry.how == "export")
        assert db.session.scalar(wanted.where(AuditEntry.actor_id == cast.jo.account_id)) == 1


def test_who_sees_nothing_gets_the_same_whatever_is_there(cast: Cast) -> None:
    share(cast, SECTION, trust(cast, cast.jo))
    empty = [cast.jo.get(plan_path(cast, "pdf"), expect=404), cast.asha.get(plan_path(cast, "pdf"), expect=404)]
    write(cast.alex, "signs", "I stop answering the phone.")
    show(cast.alex, "signs", "mine")
    hidden = [cast.jo.get(plan_path(cast, "pdf"), expect=404), cast.asha.get(plan_path(cast, "pdf"), expect=404)]
    assert empty == hidden
    cast.sam.get(plan_path(cast, "pdf"), expect=404)


def test_an_empty_plan_is_no_paper(cast: Cast) -> None:
    answer = cast.alex.respond("GET", plan_path(cast, "pdf"))
    problem(answer, 409, "safety_plan.nothing_yet")
    p.keep(cast.alex)
    assert "What keeps me going" in text_of(fetch(cast.alex, cast))


@pytest.mark.parametrize("kind", ["poster", ""])
def test_what_is_no_paper_of_ours_is_refused(cast: Cast, kind: str) -> None:
    write_some(cast)
    assert cast.alex.respond("GET", plan_path(cast, f"pdf?paper={kind}")).status_code == 422


def test_it_says_who_agreed_until_it_changed(cast: Cast) -> None:
    write_some(cast)
    share(cast, SECTION, may_add=True)
    propose(cast.alex, cast)
    say_yes(cast.asha, cast, read(cast.asha, cast))
    assert "Alex Morgan and Asha Begum agreed on it. It is to be looked at again on" in text_of(fetch(cast.asha, cast))
    write(cast.alex, "myself", "I ring Bea.")
    assert "agreed on it. It has changed since." in text_of(fetch(cast.asha, cast))


@pytest.mark.parametrize("kind", ["sheet", "card"])
@pytest.mark.parametrize("words", WILD, ids=range(len(WILD)))
def test_no_words_are_read_as_markup(kind: str, words: str) -> None:
    def made(given: str) -> str:
        sections = whole_plan(1, given)
        return tags(
            papers._set(papers._card(sections) if kind == "card" else papers._sheet("Alex", [given], sections, []))
        )

    wild, plain = made(words), made("It is lonely.")
    assert [wild.count(tag) for tag in ("/S/H1", "/S/H2", "/S/Table")] == [
        plain.count(tag) for tag in ("/S/H1", "/S/H2", "/S/Table")
    ]
    assert "/S/Formula" not in wild


def test_the_card_holds_whom_to_ring_and_what_to_do(cast: Cast) -> None:
    write_some(cast)
    made = fetch(cast.alex, cast, "card")
    said = text_of(made)
    assert pages_of(made) == 1
    for wanted in ("Bea: 07700 900982", "The duty desk: 01632 960001", "Sit with me.", "Talk of hospital.", "116 123"):
        assert wanted in said, wanted
    for left_out in ("answering", "Somebody without a number", "Alex", "After six", "Bess"):
        assert left_out not in said, left_out
    assert "/S/H1" in tags(made)


def test_the_card_is_as_large_as_a_bank_card(cast: Cast) -> None:
    """Its cut marks stand at the corners of two sides of 85.6 by 54 millimetres, and all words between them."""
    write_some(cast)
    scale = 4
    page = look_at(fetch(cast.alex, cast, "card"), scale)
    mm = POINTS * scale
    right = page.width / 2 + 85.6 * mm
    tops = [y for y in range(page.height) if page.getpixel((int(right + 3 * mm), y)) < 128]
    assert len(tops) >= 2, "There are two marks at the right edge."
    assert abs((tops[-1] - tops[0]) / mm - 54) < 0.5
    marks = [x for x in range(page.width) if page.getpixel((x, int(tops[0] - 3 * mm))) < 128]
    assert abs((marks[-1] - marks[0]) / mm - 171.2) < 0.5
    outside = page.crop((int(right + 6 * mm), int(tops[0]), page.width, int(tops[-1])))
    assert outside.getextrema()[0] == 255


@pytest.mark.parametrize("letters", [40, 119, 2000])
def test_nothing_runs_over_the_edge_of_the_card(letters: int) -> None:
    words = ("Stay with me and speak quietly, please. " * 60)[:letters].strip()
    made = papers._set(papers._card(whole_plan(8, words)))
    assert pages_of(made) == 1
    page, scale = look_at(made, 4), 4
    mm = POINTS * scale
    top = min(y for y in range(page.height) if page.getpixel((int(page.width / 2 + 88.6 * mm), y)) < 128)
    below = page.crop((0, int(top + 60 * mm), page.width, page.height))
    assert below.getextrema()[0] == 255
    assert min(sizes_of_type(made)) >= 6.4


def test_a_card_without_numbers_has_room_to_write(cast: Cast) -> None:
    write(cast.alex, "signs", "I stop answering the phone.")
    said = text_of(fetch(cast.alex, cast, "card"))
    assert said.count("by hand") == 2
    assert "999" in said


def test_when_it_cannot_be_made_it_says_so(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    write_some(cast)
    monkeypatch.setattr(paper.set_paper, "__defaults__", (10, paper.SETTER.with_name("not_there.py")))
    said = problem(cast.alex.respond("GET", plan_path(cast, "pdf")), 503, "safety_plan.no_file")
    assert "safe" in said["detail"]


def test_its_pictures_are_the_ones_she_kept() -> None:
    made = sheet(1)
    with opened(made) as document:
        found = [one for one in document[0].get_objects() if isinstance(one, pdfium.PdfImage)]
        sizes = [Image.open(io.BytesIO(one.get_data())).size for one in found]
    assert sizes == [(1600, 1200)] * 2
