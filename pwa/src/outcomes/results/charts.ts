/** Where lines and dots are drawn. Pure. */
import { line } from 'd3-shape'

/** The size of a chart in its own measure; the page makes it as wide as there is room. */
export const size = { width: 160, height: 64, edge: 8 }
/** The line on which last time and this time are put. */
export const track = { width: 300, edge: 9 }
/** More dots than these would be a smear: then there is only the line and its last dot. */
const mostDots = 12

export type Dot = { x: number; y: number }
type Scale = { low: number; high: number }
type Span = readonly [number, number]

/** From one span to another in equal steps. The linear scale of d3 brings colours and number formats along: 8 kB for this line. */
function spread([from, to]: Span, [start, end]: Span): (value: number) => number {
  return (value) => (from === to ? (start + end) / 2 : start + ((value - from) / (to - from)) * (end - start))
}

/** Places along one line, from the lowest answer to the highest. */
export function along({ low, high }: Scale): (value: number) => number {
  return spread([low, high], [track.edge, track.width - track.edge])
}

/** Places to a tenth: hundreds of them are written into the page. */
const round = (at: number) => Math.round(at * 10) / 10

export type Course = { path: string; dots: Dot[]; last: Dot | null; guides: number[] }

/** A line through every answer in the course of time; where one is missing the line is interrupted. */
export function drawCourse(points: readonly { at: string; value: number | null }[], { low, high }: Scale): Course {
  const times = points.map(({ at }) => Date.parse(at))
  const from = Math.min(...times)
  const to = Math.max(...times)
  const x = spread([from, to], [size.edge, size.width - size.edge])
  const y = spread([low, high], [size.height - size.edge, size.edge])
  const placed = points.map(({ value }, index) => (value === null ? null : { x: round(x(times[index] ?? from)), y: round(y(value)) }))
  const draw = line<Dot | null>((dot) => dot?.x ?? 0, (dot) => dot?.y ?? 0).defined((dot) => dot !== null)
  const dots = placed.filter((dot) => dot !== null)
  return { path: draw(placed) ?? '', dots: dots.length > mostDots ? alone(placed) : dots, last: dots.at(-1) ?? null, guides: [y(low), y((low + high) / 2), y(high)] }
}

/** Between two gaps a line has no length: such an answer needs its dot. */
function alone(placed: readonly (Dot | null)[]): Dot[] {
  return placed.filter((dot, index): dot is Dot => dot !== null && (placed[index - 1] ?? null) === null && (placed[index + 1] ?? null) === null)
}
