import type { ComponentChildren } from 'preact'
import { Header } from './Header'
import { words } from './words'

type Props = { nav?: ComponentChildren; notices?: ComponentChildren; children: ComponentChildren }

/** What every page has around it: the way past it, the header, the notices, the page, the bar. */
export function Shell({ nav, notices, children }: Props) {
  return (
    <>
      <a class="nhsuk-skip-link" href="#main">{words.skip}</a>
      <Header />
      <div class={nav ? 'wm-frame wm-frame--nav' : 'wm-frame'}>
        {nav}
        <div class="wm-content">
          <div class="wm-notices">{notices}</div>
          <main class="wm-main" id="main" tabIndex={-1}>{children}</main>
          <footer class="wm-footer"><a href="/privacy">{words.footerPrivacy}</a></footer>
        </div>
      </div>
    </>
  )
}
