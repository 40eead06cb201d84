"""How the few things that matter most look on a card for a wallet: two sides beside each other, to be cut out and folded."""

from __future__ import annotations

LAYOUT = r"""
#let plan = json(bytes(sys.inputs.plan))
#let wide = 85.6mm
#let high = 54mm
#let sizes = (9.5pt, 9pt, 8.5pt, 8pt, 7.5pt, 7pt)
#set document(title: plan.title, date: none)
#set text(
  lang: "en", region: "GB", size: 11pt, fallback: true, hyphenate: false,
  font: ("Liberation Sans", "Arial", "DejaVu Sans", "Libertinus Serif"),
)
#set page(paper: "a4", margin: 15mm)
#set par(leading: 0.45em, spacing: 0.5em)
#set list(indent: 0pt, body-indent: 0.4em, spacing: 0.4em)
// Headings are larger than the type around them by themselves; on a card hardly.
#show heading: it => block(above: 0.7em, below: 0.5em, text(size: 0.78em, it.body))

#let ring(row) = [#text(row.name): #strong(text(row.ring))]
#let front(rows) = {
  heading(level: 1, text(plan.front_title))
  if rows.len() == 0 [Write names and numbers here by hand.]
  for row in rows [#ring(row) \ ]
  v(1fr, weak: true)
  text(size: 0.92em, plan.lines.map(row => box[#strong(text(row.ring)) #text(row.name)]).join([ · ]))
}
#let back(rows) = {
  heading(level: 1, text(plan.back_title))
  if rows.len() == 0 [Write here by hand what people can do, and what they should not do.]
  for (name, mine) in (("do", plan.do_title), ("dont", plan.dont_title)) {
    let ours = rows.filter(row => row.side == name)
    if ours.len() > 0 {
      heading(level: 2, text(mine))
      list(..ours.map(row => text(row.words)))
    }
  }
}

// The most rows, then the largest type, that the side holds.
#let fitted(rows, draw) = layout(room => {
  let found = none
  let left = rows
  while found == none and (left.len() > 0 or rows.len() == 0) {
    for size in sizes {
      if found == none and measure(width: room.width, text(size: size, draw(left))).height <= room.height {
        found = text(size: size, draw(left))
      }
    }
    if left.len() == 0 or rows.len() == 0 { break }
    left = left.slice(0, -1)
  }
  if found == none { text(size: sizes.last(), draw(left)) } else { found }
})
#let side(body) = box(width: wide, height: high, inset: 3.5mm, align(top + left, body))
#let mark(x, y, dx, dy) = place(top + left, dx: x, dy: y, line(start: (0mm, 0mm), end: (dx, dy), stroke: 0.5pt))
#let marks = {
  for x in (0mm, 2 * wide) {
    mark(x, -5mm, 0mm, 4mm)
    mark(x, high + 1mm, 0mm, 4mm)
  }
  for y in (0mm, high) {
    mark(-5mm, y, 4mm, 0mm)
    mark(2 * wide + 1mm, y, 4mm, 0mm)
  }
  place(top + left, dx: wide, dy: 0mm, line(end: (0mm, high), stroke: (thickness: 0.5pt, dash: "dashed")))
}

#title()

#for line in plan.how [
  #text(line)

]
#if plan.at("has_gaps", default: false) [
  Some letters could not be printed here. A □ stands for each. You can read them in the app.
]

#v(8mm)
#align(center, block(width: 2 * wide, height: high, breakable: false, {
  marks
  grid(
    columns: (wide, wide),
    side(fitted(plan.ring, front)),
    side(fitted(plan.please, back)),
  )
}))
"""
