"""Sets a plan as a tagged PDF (PDF/UA-1): JSON comes in, the file goes out. Run as a process of its own, never imported.

People's words come as data and are shown as plain text: nothing in them is ever read as markup. There is no network here, no
package, and no file but this one.
"""

from __future__ import annotations

import json
import re
import resource
import sys
import tempfile
import unicodedata
from pathlib import Path
from typing import Any, Literal

SECONDS, BYTES = 10, 1 << 30
STANDARD: Literal["ua-1"] = "ua-1"
# What typst says of letters that no font here has; a file with gaps would not be readable for everybody.
NO_LETTER = re.compile(r"the text `\"(.+?)\"` could not be displayed")
MOST_TRIES, LATIN_ENDS = 12, 0x250
STANDS_FOR = "\N{WHITE SQUARE}"

LAYOUT = r"""
#let plan = json(bytes(sys.inputs.plan))
#let words(given) = given.split("\n").map(line => text(line)).join(linebreak())
#set document(title: plan.title, date: none)
#set text(lang: "en", region: "GB", size: 11pt, fallback: true)
#set page(
  paper: "a4",
  margin: 22mm,
  footer: context [
    #set text(size: 9pt)
    #text(plan.footer) #h(1fr) Page #counter(page).get().first() of #counter(page).final().first()
  ],
)
#set par(leading: 0.7em)
#set table(stroke: 0.5pt, inset: 6pt)
#show table.cell.where(y: 0): strong
#show heading: set block(above: 1.4em, below: 0.8em)

#title()

#for (name, value) in plan.facts [
  / #text(name): #text(value)
]

#if plan.reviewed.len() > 0 [
  = What we agreed last time
  #table(
    columns: (3fr, 1fr, 2fr),
    table.header[What][How it went][In words],
    ..plan.reviewed.flatten().map(words),
  )
]

#if plan.at("has_gaps", default: false) [
  Some letters could not be printed here. A □ stands for each. You can read them in the app.
]

#for area in plan.areas [
  #heading(level: 1, text(area.title))
  #if area.rating != "" [
    #text(area.rating)
  ]
  #if area.notes.len() + area.actions.len() == 0 [
    Nothing was written about this.
  ]
  #for note in area.notes [
    #heading(level: 2, text(note.title))
    #words(note.words)

    #text(size: 9pt, "Written by " + note.by)
  ]
  #if area.actions.len() > 0 [
    #heading(level: 2)[What we will do]
    #table(
      columns: (3fr, 1.2fr, 1.2fr, 2fr),
      table.header[What][Who][By when][Who said yes],
      ..area.actions.flatten().map(words),
    )
  ]
]
"""


def main() -> None:
    """Read the plan from standard input and write the file to standard output."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    plan = json.loads(sys.stdin.buffer.read())
    with tempfile.TemporaryDirectory() as folder:
        layout = Path(folder, "plan.typ")
        layout.write_text(LAYOUT)
        sys.stdout.buffer.write(set_with_gaps(plan, layout))


def set_with_gaps(plan: dict[str, Any], layout: Path) -> bytes:
    """Set it; where no font here has some letters, put a square for them, and say so on the paper."""
    from typst import TypstError  # noqa: PLC0415 only once there are limits

    given = json.dumps(plan, ensure_ascii=False)
    for tries in range(MOST_TRIES):
        try:
            return set_plan(given, plan["at"], layout)
        except TypstError as problem:
            missing = NO_LETTER.search(str(problem))
            if missing is None:
                raise
            kinds = {_kind(letter) for letter in missing[1]} if tries < MOST_TRIES - 2 else None
            given = json.dumps({**json.loads(_without(given, kinds)), "has_gaps": True}, ensure_ascii=False)
    raise SystemExit(1)


def set_plan(given: str, at: int, layout: Path) -> bytes:
    """The file. Raises TypstError."""
    import typst  # noqa: PLC0415 only once there are limits

    return typst.compile(
        layout,
        root=layout.parent,
        format="pdf",
        sys_inputs={"plan": given},
        pdf_standards=STANDARD,
        package_path=layout.parent,
        package_cache_path=layout.parent,
        timestamp=at,
    )


def _without(given: str, kinds: set[str] | None) -> str:
    """The same without letters of these kinds; with None without all that are not Latin."""
    return "".join(STANDS_FOR if _is_gap(letter, kinds) else letter for letter in given)


def _is_gap(letter: str, kinds: set[str] | None) -> bool:
    if ord(letter) < LATIN_ENDS or letter == STANDS_FOR:
        return False
    return kinds is None or _kind(letter) in kinds


def _kind(letter: str) -> str:
    """The first word of its name, which is mostly its script: ARABIC, CJK, HANGUL."""
    return unicodedata.name(letter, "UNKNOWN").split(maxsplit=1)[0].split("-")[0]


if __name__ == "__main__":
    main()
