import { Component, type ComponentChildren } from 'preact'
import { Button, ButtonGroup, LinkButton, Page } from '../shared/ui'
import { words } from './words'

/** Catches a page that breaks, so that the shell with its urgent help stays. */
export class Broken extends Component<{ children?: ComponentChildren }, { isBroken: boolean }> {
  override state = { isBroken: false }

  static override getDerivedStateFromError() {
    return { isBroken: true }
  }

  override render() {
    return this.state.isBroken ? <BrokenPage /> : this.props.children
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
