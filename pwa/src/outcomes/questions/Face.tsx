/** How far the mouth bends, from a 1 to a 7: only its shape differs. */
const bends: Readonly<Record<number, number>> = { 1: -6, 2: -4, 3: -2, 4: 0, 5: 2, 6: 4, 7: 6 }

/** A face in a few lines, for the eye alone: the words say the same. */
export function Face({ value }: { value: number }) {
  const bend = bends[value] ?? 0
  const ends = 20 - bend / 2
  return (
    <svg class="wm-face" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <circle cx="16" cy="16" r="13" />
      <path d={`M11.5 12v1.5M20.5 12v1.5M9.5 ${ends}Q16 ${ends + 2 * bend} 22.5 ${ends}`} />
    </svg>
  )
}
