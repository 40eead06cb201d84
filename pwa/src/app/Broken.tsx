import { Component, type ComponentChildren } from 'preact'
import { Button, ButtonGroup, LinkButton, Page } from '../shared/ui'
import { words } from './words'

type Props = { place: string; children?: ComponentChildren }
type State = { brokenAt: string | null }

/** Catches a page that breaks, so that the shell with its urgent help stays; the next place starts afresh. */
export class Broken extends Component<Props, State> {
  override state: State = { brokenAt: null }

  override componentDidCatch() {
    this.setState({ brokenAt: this.props.place })
  }

  override render() {
    return this.state.brokenAt === this.props.place ? <BrokenPage /> : this.props.children
  }
}

function BrokenPage() {
  return (
    <Page title={words.brokenHeading}>
      <p>{words.brokenBody}</p>
      <ButtonGroup>
        <Button onClick={() => location.reload()}>{words.brokenReload}</Button>
        <LinkButton href="/" kind="secondary">{words.goHome}</LinkButton>
      </ButtonGroup>
    </Page>
  )
}
