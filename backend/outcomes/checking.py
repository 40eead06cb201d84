"""From a document in our own format to an instrument, with every fault that is in it. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from backend.core.placed_json import Fault, Placed
from backend.outcomes.definitions import (
    MEAN,
    SKIP_REASONS,
    SUM,
    Group,
    Instrument,
    Item,
    Label,
    Score,
    Thresholds,
)
from backend.outcomes.things import Thing
from backend.outcomes.verhoeff import is_code

WHY_SOURCE = " Say who made the questionnaire, and where it can be found."
WHY_LICENCE = " Say who allows its use. Ask before you load a questionnaire that belongs to somebody."
LONGEST_SCALE = 100
MOST_ITEMS = 200


def check_definition(document: Placed) -> tuple[Instrument | None, list[Fault]]:
    """The instrument, or None, and all faults in the order of their lines."""
    faults: list[Fault] = []
    top = Thing(document, "the questionnaire", faults)
    instrument = _instrument(top)
    top.refuse_others()
    return (None if faults else instrument), sorted(faults, key=lambda fault: fault.line)


def _instrument(top: Thing) -> Instrument:
    groups, every = _groups(top), top.thing("each_item")
    items = _items(top, every, {group.key for group in groups})
    if every is not None:
        every.refuse_others()
    return Instrument(
        key=top.key() or "",
        version=top.words("version") or "",
        title=top.words("title") or "",
        explains=top.words("explains") or "",
        minutes=_positive(top, "minutes") or 0,
        stem=top.words("stem", needed=False),
        skip_reasons=_skip_reasons(top),
        items=tuple(items),
        groups=tuple(groups),
        scores=tuple(_scores(top, items, {group.key for group in groups})),
        change=_thresholds(top),
        every_days=_positive(top, "every_days", needed=False),
        source=top.words("source", why=WHY_SOURCE) or "",
        licence=top.words("licence", why=WHY_LICENCE) or "",
        going_well_from=top.whole("going_well_from", needed=False),
        may_be_asked=top.flag("may_be_asked", default=True),
    )


def _positive(thing: Thing, name: str, *, needed: bool = True) -> int | None:
    found = thing.whole(name, needed=needed)
    if found is not None and found < 1:
        thing.fault(f'"{name}" must be 1 or more.', name)
    return found


def _skip_reasons(top: Thing) -> tuple[str, ...]:
    listed = top.list("skip_reasons", needed=False)
    for reason in listed:
        if reason.value not in SKIP_REASONS:
            known = ", ".join(SKIP_REASONS)
            top.faults.append(Fault(reason.line, f'"{reason.value}" is no reason to skip. Use {known}.'))
    return tuple(str(reason.value) for reason in listed) or SKIP_REASONS


def _thresholds(top: Thing) -> Thresholds:
    change = top.thing("change")
    if change is None:
        return Thresholds()
    found = Thresholds(change.number("item"), change.number("score"))
    for name, value in (("item", found.item), ("score", found.score)):
        if value is not None and value <= 0:
            change.fault(f'"{name}" of "change" must be more than 0.', name)
    change.refuse_others()
    return found


def _groups(top: Thing) -> list[Group]:
    groups: list[Group] = []
    for thing in top.things("groups", "group", needed=False):
        groups.append(Group(thing.key() or "", thing.words("title") or ""))
        _refuse_second(thing, groups[-1].key, [group.key for group in groups[:-1]], "group")
        thing.refuse_others()
    return groups


def _refuse_second(thing: Thing, key: str, before: Iterable[str], what: str, name: str = "key") -> None:
    if key and key in before:
        thing.fault(f'There are two {what}s with the {name} "{key}".', name)


def _items(top: Thing, every: Thing | None, groups: set[str]) -> list[Item]:
    items: list[Item] = []
    for thing in top.things("items", "item"):
        item = _item(thing, every, groups)
        _refuse_second(thing, item.key, [other.key for other in items], "item")
        _refuse_second(thing, item.code or "", [other.code or "" for other in items], "item", "code")
        items.append(item)
        thing.refuse_others()
    if len(items) > MOST_ITEMS:
        top.fault(f"There are {len(items)} items. At most {MOST_ITEMS} can be asked.", "items")
    return items


def _item(thing: Thing, every: Thing | None, groups: set[str]) -> Item:
    words = thing.words("words") or ""
    low, high = (_own_or_every(thing, every, name) for name in ("low", "high"))
    return Item(
        key=thing.key() or "",
        code=_code(thing),
        term=thing.words("term", needed=False),
        words=words,
        question=thing.words("question", needed=False) or words,
        group=_group(thing, groups),
        low=low or 0,
        high=high or 0,
        labels=_labels(thing, every, low, high),
        help_question=_help_question(thing, every),
        is_compared=thing.flag("is_compared", default=True),
    )


def _own_or_every(thing: Thing, every: Thing | None, name: str) -> int | None:
    own = thing.whole(name, needed=every is None or name not in every.values)
    return own if own is not None or every is None else every.whole(name, needed=False)


def _help_question(thing: Thing, every: Thing | None) -> str | None:
    own = thing.words("help_question", needed=False)
    return own or (every.words("help_question", needed=False) if every else None)


def _code(thing: Thing) -> str | None:
    code = thing.words("code", needed=False)
    if code is not None and not is_code(code):
        thing.fault(
            f"{code} is not a SNOMED CT code: its last digit does not fit the others. Was it damaged by a spreadsheet?",
            "code",
        )
    return code


def _group(thing: Thing, groups: set[str]) -> str | None:
    group = thing.words("group", needed=False)
    if group is not None and group not in groups:
        thing.fault(f'{thing.what} belongs to the group "{group}", which is not there.', "group")
    return group


def _labels(thing: Thing, every: Thing | None, low: int | None, high: int | None) -> tuple[Label, ...]:
    _check_range(thing, low, high)
    thing.asked.add("labels")
    if every is not None:
        every.asked.add("labels")
    holder = thing if every is None or "labels" in thing.values else every
    labels: list[Label] = []
    for one in holder.things("labels", "label", needed=False):
        label = Label(one.whole("value") or 0, one.words("words") or "")
        if low is not None and high is not None and not low <= label.value <= high:
            one.fault(f"The label {label.value} lies outside {low} to {high}, the range of {thing.what}.", "value")
        if label.value in {other.value for other in labels}:
            one.fault(f"There are two labels for {label.value}.", "value")
        labels.append(label)
        one.refuse_others()
    return tuple(labels)


def _check_range(thing: Thing, low: int | None, high: int | None) -> None:
    if low is None or high is None:
        return
    if low >= high:
        thing.fault(f"The range of {thing.what} is upside down: from {low} to {high}.", "low")
    elif high - low > LONGEST_SCALE:
        thing.fault(f"The range of {thing.what} is too long: from {low} to {high}.", "high")


def _scores(top: Thing, items: list[Item], groups: set[str]) -> list[Score]:
    scores: list[Score] = []
    for thing in top.things("scores", "score", needed=False):
        score = _score(thing, {item.key: item for item in items}, groups)
        _refuse_second(thing, score.key, [other.key for other in scores], "score")
        scores.append(score)
        thing.refuse_others()
    return scores


def _score(thing: Thing, items: dict[str, Item], groups: set[str]) -> Score:
    how = thing.words("how")
    if how is not None and how not in (MEAN, SUM):
        thing.fault(f'"how" of {thing.what} must be {MEAN} or {SUM}.', "how")
    keys = _items_of_score(thing, items, groups)
    known = [items[key] for key in keys if key in items]
    return Score(
        key=thing.key() or "",
        title=thing.words("title") or "",
        how=how or SUM,
        items=tuple(keys),
        low=_end(how, [item.low for item in known], lowest=True),
        high=_end(how, [item.high for item in known], lowest=False),
    )


def _end(how: str | None, ends: list[int], *, lowest: bool) -> float:
    if how == SUM or not ends:
        return float(sum(ends))
    return float(min(ends) if lowest else max(ends))


def _items_of_score(thing: Thing, items: dict[str, Item], groups: set[str]) -> list[str]:
    group = thing.words("group", needed=False)
    listed = thing.list("items", needed=group is None)
    if group is not None and group not in groups:
        thing.fault(f'{thing.what} is over the group "{group}", which is not there.', "group")
    for place, one in enumerate(listed):
        if one.value not in items:
            thing.faults.append(Fault(one.line, f'{thing.what} names the item "{one.value}", which is not there.'))
        if one.value in [other.value for other in listed[:place]]:
            thing.faults.append(Fault(one.line, f'{thing.what} names the item "{one.value}" twice.'))
    return [str(one.value) for one in listed] or [key for key, item in items.items() if item.group == group]
