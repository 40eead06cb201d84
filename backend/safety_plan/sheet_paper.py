"""How the plan looks on one sheet. Set by `core.paper`, to which people's words go as data."""

from __future__ import annotations

# The best first. From eleven points on it is one column, below that two.
SIZES = (12.5, 11.5, 10.5, 10, 9.5, 9)
LONG_SIZE = 10.5

LAYOUT = r"""
#let plan = json(bytes(sys.inputs.plan))
#let size = float(sys.inputs.size) * 1pt
#let words(given) = given.split("\n").map(line => text(line)).join(linebreak())
#set document(title: plan.title, date: none)
#set text(
  lang: "en", region: "GB", size: size, fallback: true, hyphenate: false,
  font: ("Liberation Sans", "Arial", "DejaVu Sans", "Libertinus Serif"),
)
#set page(
  paper: "a4",
  margin: (x: 14mm, top: 12mm, bottom: 15mm),
  columns: if size < 11pt { 2 } else { 1 },
  footer: context [
    #set text(size: 9pt)
    #text(plan.footer) #h(1fr) Page #counter(page).get().first() of #counter(page).final().first()
  ],
)
#set columns(gutter: 8mm)
#let is_small = size < 10pt
#let between = if is_small { 0.43em } else { 0.52em }
#set par(leading: between, spacing: 0.6em)
#set list(indent: 0pt, body-indent: 0.5em, spacing: between)
#show title: set text(size: 1.5em)
#show heading.where(level: 1): set text(size: size * 1.2, fill: rgb("#0b4f5a"))
#show heading.where(level: 2): set text(size: size)
#show heading.where(level: 1): set block(above: if is_small { 0.75em } else { 1em }, below: 0.45em, sticky: true)
#show heading.where(level: 2): set block(above: 0.65em, below: 0.4em, sticky: true)

#let item(one) = {
  words(one.words)
  if one.phone != "" { [#if one.words != "" [: ]#strong(text(one.phone))] }
  if one.note != "" {
    if is_small [ -- ] else { linebreak() }
    text(size: calc.max(9pt, 0.9 * size), words(one.note))
  }
}

#place(top, scope: "parent", float: true, clearance: 1em)[
  #title()
  #for fact in plan.facts [
    #text(fact)

  ]
  #if plan.at("has_gaps", default: false) [
    Some letters could not be printed here. A □ stands for each. You can read them in the app.
  ]
]

#for section in plan.sections [
  #heading(level: 1, text(section.title))
  #for group in section.groups [
    #if group.title != "" { heading(level: 2, text(group.title)) }
    #list(..group.items.map(item))
  ]
  #if section.photos.len() > 0 {
    let shown(photo) = box(image(photo.file, alt: photo.alt, height: if is_small { 20mm } else { 27mm }))
    block(above: 0.8em, section.photos.map(shown).join(h(3mm)))
  }
]

#block(breakable: false, width: 100%, stroke: 0.8pt + rgb("#0b4f5a"), radius: 2pt, inset: 0.7em, above: 1.2em)[
  #heading(level: 1, outlined: false, text(plan.lines_title))
  #for line in plan.lines [
    #strong(text(line.ring)) #text(line.name)\
  ]
]

#context [#metadata(counter(page).final().first()) <pages>]
"""
