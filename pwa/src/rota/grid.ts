/** Moving through a grid by keyboard, as the WAI-ARIA grid pattern says. Pure. */
export type Place = { row: number; column: number }
type Size = { rows: number; columns: number }
type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey'>

/** The next place, or null when the key does not move: nothing wraps round. */
export function moved({ row, column }: Place, { key, ctrlKey }: Key, { rows, columns }: Size): Place | null {
  const last = { row: rows - 1, column: columns - 1 }
  switch (key) {
    case 'ArrowLeft': return { row, column: Math.max(0, column - 1) }
    case 'ArrowRight': return { row, column: Math.min(last.column, column + 1) }
    case 'ArrowUp': return { row: Math.max(0, row - 1), column }
    case 'ArrowDown': return { row: Math.min(last.row, row + 1), column }
    case 'Home': return { row: ctrlKey ? 0 : row, column: 0 }
    case 'End': return { row: ctrlKey ? last.row : row, column: last.column }
    default: return null
  }
}
