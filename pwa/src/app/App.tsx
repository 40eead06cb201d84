import { useEffect } from 'preact/hooks'
import { LocationProvider } from 'preact-iso'
import { me } from '../shared/session'
import { Broken } from './Broken'
import { GoWhereTold } from './GoWhereTold'
import { IdleWatch } from './IdleWatch'
import { listenForShift } from './leave'
import { NavBar } from './NavBar'
import { Notices } from './Notices'
import { Routes } from './Routes'
import { Shell } from './Shell'

export function App() {
  useEffect(() => listenForShift(), [])
  const someone = me.value
  return (
    <LocationProvider>
      <Shell nav={someone && <NavBar me={someone} />} notices={<Notices />}>
        <Broken><Routes /></Broken>
      </Shell>
      <GoWhereTold />
      {someone && <IdleWatch />}
    </LocationProvider>
  )
}
