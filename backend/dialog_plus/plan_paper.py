"""How a plan looks on paper. Set by `core.paper`, to which people's words go as data."""

from __future__ import annotations

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
