/** Somebody's own words, as they wrote them, line breaks kept. */
export function Quote({ words, by, isLarge = false }: { words: string; by?: string; isLarge?: boolean }) {
  return (
    <figure class={isLarge ? 'wm-quote wm-quote--large' : 'wm-quote'}>
      <blockquote class="wm-quote__words">{words}</blockquote>
      {by !== undefined && <figcaption class="wm-quote__by">{by}</figcaption>}
    </figure>
  )
}
