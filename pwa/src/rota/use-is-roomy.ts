import { useEffect, useState } from 'preact/hooks'

const roomy = '(min-width: 62.5em)'

/** Whether there is room for a table of a whole week: from 1000 px, at the ordinary size of letters. */
export function useIsRoomy(): boolean {
  const [isRoomy, setIsRoomy] = useState(() => matchMedia(roomy).matches)
  useEffect(() => {
    const asked = matchMedia(roomy)
    const look = () => setIsRoomy(asked.matches)
    asked.addEventListener('change', look)
    return () => asked.removeEventListener('change', look)
  }, [])
  return isRoomy
}
