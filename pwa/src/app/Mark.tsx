/** Our mark: a path that divides. Always beside the name, so it says nothing by itself. */
export function Mark() {
  return (
    <svg class="wm-mark" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" focusable="false">
      <path class="wm-mark__path" d="M12 29V17C12 10 8 8 5 3" />
      <path class="wm-mark__way" d="M12 20c0-7 9-7 14-14" />
    </svg>
  )
}

/** The plain look's: a notebook. */
export function PlainMark() {
  return (
    <svg class="wm-mark" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" focusable="false">
      <path class="wm-mark__page" d="M8 4h17v24H8zM4 10h7M4 16h7M4 22h7" />
    </svg>
  )
}
