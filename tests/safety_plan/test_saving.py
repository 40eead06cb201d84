"""Writing the plan: what is saved, and what is said about what cannot be."""

from __future__ import annotations

from tests.cast import Cast
from tests.safety_plan.writing import part, read, save, section, words_in, write


def test_nothing_is_written_yet(cast: Cast) -> None:
    plan = read(cast.alex, cast)
    assert (plan["is_begun"], plan["version"], plan["is_mine"], plan["person_name"]) == (False, 0, True, "Alex Morgan")
    assert len(plan["sections"]) == 10
    assert words_in(plan) == {}
    assert {one["audience"] for one in plan["sections"]} == {"shared"}


def test_alex_saves_two_sections_at_once(cast: Cast) -> None:
    plan = save(cast.alex, section("signs", "I stop cooking.", "I sleep all day."), section("myself", "Walk."))
    assert plan == {**read(cast.alex, cast), "as_of": plan["as_of"]}
    assert words_in(plan) == {"signs": ["I stop cooking.", "I sleep all day."], "myself": ["Walk."]}
    assert (plan["is_begun"], plan["version"]) == (True, 1)
    assert (part(plan, "signs")["version"], part(plan, "signs")["by"]) == (1, "Alex Morgan")
    again = write(cast.alex, "signs", "I stop cooking.", version=1)
    assert (again["version"], part(again, "signs")["version"], part(again, "myself")["version"]) == (2, 2, 1)
