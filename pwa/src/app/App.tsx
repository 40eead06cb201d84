import { useEffect } from 'preact/hooks'
import { LocationProvider, useLocation } from 'preact-iso'
import { me, session } from '../shared/session'
import { Broken } from './Broken'
import { GoWhereTold } from './GoWhereTold'
import { IdleWatch } from './IdleWatch'
import { listenForShift, watchWayBack } from './leave'
import { NavBar } from './NavBar'
import { Notices } from './Notices'
import { Routes } from './Routes'
import { Shell } from './Shell'

export function App() {
  useEffect(() => listenForShift(), [])
  useEffect(() => watchWayBack(), [])
  const someone = me.value
  return (
    <LocationProvider>
      <Shell nav={someone && <NavBar me={someone} />} notices={<Notices />}>
        <Page />
      </Shell>
      <GoWhereTold />
      {someone && <IdleWatch />}
    </LocationProvider>
  )
}

/** A page that broke is forgotten as soon as another is opened, or somebody else signs in. */
function Page() {
  const { path } = useLocation()
  return <Broken place={`${session.value.state} ${path}`}><Routes /></Broken>
}
