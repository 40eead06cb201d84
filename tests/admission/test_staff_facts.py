"""What a provider says becomes facts; what belongs to different elements of a list never comes together."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.admission.facts import MOST_BUNDLES, facts_of
from tests.admission.staffing import roles

ROLES = "nhsid_nrbac_roles"


def holds(claims: dict[str, Any], *asked: str, named: tuple[str, ...] = (ROLES, "groups", "job", "staff")) -> bool:
    return any(set(asked) <= bundle for bundle in facts_of(claims, named))


def test_what_is_said_of_one_role_is_one() -> None:
    two = roles(("RX1", "S8000:G8000:R8001"), ("RX2", "S8000:G8000:R8000"))
    assert holds(two, f"{ROLES}.org_code=RX1", f"{ROLES}.role_code=S8000:G8000:R8001")
    assert not holds(two, f"{ROLES}.org_code=RX1", f"{ROLES}.role_code=S8000:G8000:R8000"), "That role is in RX2."


def test_elements_of_different_lists_do_not_combine_either() -> None:
    said = {**roles(("RX1", "nurse")), "groups": ["waymark", "leads"], "job": "nurse"}
    assert holds(said, "groups=waymark", "job=nurse"), "What stands outside of lists is true of everything."
    assert not holds(said, "groups=waymark", "groups=leads")
    assert not holds(said, "groups=waymark", f"{ROLES}.org_code=RX1")


def test_lists_in_a_list_stay_with_their_element() -> None:
    two = roles(("RX1", "nurse"), ("RX2", "clerk"))
    two[ROLES][1]["activity_codes"] = ["B9999"]
    assert holds(two, f"{ROLES}.org_code=RX2", f"{ROLES}.activity_codes=B9999")
    assert not holds(two, f"{ROLES}.org_code=RX1", f"{ROLES}.activity_codes=B9999")


def test_the_role_chosen_at_sign_in_is_marked() -> None:
    two = roles(("RX1", "nurse"), ("RX2", "clerk"), selected_roleid="2")
    assert holds(two, f"{ROLES}.org_code=RX2", f"{ROLES}.selected=yes")
    assert not holds(two, f"{ROLES}.org_code=RX1", f"{ROLES}.selected=yes")
    assert not holds(roles(("RX1", "nurse")), f"{ROLES}.selected=yes"), "None was chosen."
    own_word = {ROLES: [{"org_code": "RX1", "selected": "yes"}]}
    assert not holds(own_word, f"{ROLES}.selected=yes"), "Only our own mark counts."


def test_objects_are_followed_and_only_named_claims_read() -> None:
    said = {"staff": {"team": {"name": "Riverside"}, "is_lead": True, "level": 7}, "other": "x"}
    assert holds(said, "staff.team.name=Riverside", "staff.is_lead=true", "staff.level=7")
    assert not holds(said, "other=x")


@pytest.mark.parametrize(
    "shape",
    [
        None, "RX1", 7, 1.5, True, [], {}, [None], [[[[[[[["deep"]]]]]]]], [{}], [{"org_code": None}], [["RX1"]],
        {"org_code": ["RX1"]}, [{"org_code": {"x": "RX1"}}], [{"org=x.org_code": "RX1"}, {"a.org_code": "RX1"}],
        [{"org_code": "RX1" * 200}], [{"org_code": "RX1\n"}], [{"org_code": 10**30}],
    ],
)  # fmt: skip
def test_a_wrong_shape_is_no_fact_that_a_rule_asks_for(shape: Any) -> None:
    assert not holds({ROLES: shape}, f"{ROLES}.org_code=RX1", f"{ROLES}.role_code=nurse")
    facts_of({ROLES: shape}, (ROLES,))


def test_a_name_that_could_be_read_in_two_ways_is_none() -> None:
    assert facts_of({ROLES: {"a=b": "c", "a.b": "c"}, "x=y": "z"}, (ROLES, "x=y")) == []


def test_a_thousand_roles_are_read_and_the_right_one_found() -> None:
    many = roles(*((f"R{number}", "clerk") for number in range(999)), ("RX1", "nurse"))
    assert holds(many, f"{ROLES}.org_code=RX1", f"{ROLES}.role_code=nurse")
    assert not holds(many, f"{ROLES}.org_code=RX1", f"{ROLES}.role_code=clerk")


def test_more_than_anybody_has_is_cut_off() -> None:
    assert len(facts_of({"groups": [f"g{number}" for number in range(3 * MOST_BUNDLES)]}, ("groups",))) <= MOST_BUNDLES
    wide = {**{f"k{number}": "x" * 9 for number in range(3000)}, "codes": [str(number) for number in range(4000)]}
    assert sum(map(len, facts_of({ROLES: [wide]}, (ROLES,)))) < 10**6, "Nor is a small message made into a large one."


words = st.text(alphabet="ab.=\n\x00é ", max_size=5)
plain = st.none() | st.booleans() | st.integers() | st.floats() | words
anything = st.recursive(plain, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=4))


@settings(max_examples=100, deadline=None, derandomize=True, database=None)
@given(st.dictionaries(st.sampled_from([ROLES, "groups", "selected_roleid"]), anything))
def test_nothing_that_a_provider_sends_breaks_it(claims: dict[str, Any]) -> None:
    for bundle in facts_of(claims, (ROLES, "groups")):
        assert all("=" in fact and fact.isprintable() for fact in bundle)
