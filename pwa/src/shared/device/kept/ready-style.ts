/** The ready page's own styles: our colours in both schemes, large type, nothing that needs a file. */
const light = '--ground:#faf6ef;--surface:#fff;--ink:#1c2a2e;--soft:#4d5c60;--line:#ddd5c8;--action:#0b5c66;--on:#fff;--notice:#fff3d1'
const dark = '--ground:#14191b;--surface:#1e2628;--ink:#f2eee7;--soft:#bcc5c6;--line:#394548;--action:#86ccd3;--on:#0c2023;--notice:#3a3117'

// Four fonts in all, the heading's among them: each one more is more for a slow phone to do before the first words stand.
export const readyStyle = [
  `:root{color-scheme:light dark;${light}}`,
  `@media (prefers-color-scheme:dark){:root{${dark}}}`,
  '*{box-sizing:border-box}[hidden]{display:none!important}',
  'body{margin:0;background:var(--ground);color:var(--ink);font:1.375rem/1.45 system-ui,-apple-system,"Segoe UI",Roboto,Arial,sans-serif;overflow-wrap:anywhere}',
  'header{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 1rem;padding:.25rem 1rem;background:var(--surface);border-bottom:1px solid var(--line)}',
  'header span{display:flex;flex-wrap:wrap;gap:0 1rem}header a{display:inline-flex;align-items:center;min-height:2.75rem;font-size:1.125rem}',
  'main{max-width:40rem;margin:0 auto;padding:1rem 1rem 4rem}',
  'a{color:var(--action)}.name{text-decoration:none;color:var(--ink)}',
  'h1{font-size:1.75rem;line-height:1.2;margin:.5rem 0}h2{font-size:inherit;line-height:1.25;margin:0 0 .5rem}h3{font-size:inherit;color:var(--soft);margin:1rem 0 .25rem}',
  'p{margin:0 0 .5rem}ul{margin:0 0 .5rem;padding:0;list-style:none}main li{padding:.75rem 0;border-top:1px solid var(--line)}',
  'section{margin:0 0 1.5rem;padding:1rem;background:var(--surface);border:1px solid var(--line);border-radius:.5rem}section li:first-child{border-top:0}section li:last-child{padding-bottom:0}li p:last-child{margin:0}',
  // What is below the first screen is laid out when she comes to it: the first words are there sooner on a slow phone.
  'section{content-visibility:auto;contain-intrinsic-size:auto 14rem}.urgent{contain-intrinsic-size:auto 60rem}',
  '.urgent{border-left:.375rem solid var(--action)}.said{white-space:pre-line}.fact{font-size:1.125rem;margin:0}.soft{color:var(--soft);font-size:1.125rem}',
  '.note{padding:.75rem 1rem;background:var(--notice);border-radius:.5rem}.ways{display:flex;flex-wrap:wrap;gap:.75rem;margin:1rem 0 1.5rem}',
  '.button,button{display:inline-flex;align-items:center;min-height:3rem;padding:.5rem 1.25rem;border:2px solid var(--action);border-radius:.5rem;font:inherit;font-weight:700;text-decoration:none;cursor:pointer}',
  '.button{background:var(--action);color:var(--on)}button{background:transparent;color:var(--action)}',
  '.calls{display:flex;flex-wrap:wrap;gap:.5rem 1rem}.call{display:inline-flex;align-items:center;min-height:3rem;font-weight:700}',
  'figure{margin:1rem 0}img{display:block;max-width:100%;height:auto;border-radius:.5rem}',
  ':focus-visible{outline:.25rem solid #ffeb3b;outline-offset:0;box-shadow:0 0 0 .4rem #1c2a2e}',
  '@media (forced-colors:active){:focus-visible{outline-color:Highlight}.button,button{border-color:ButtonText}}',
  '@media print{header,.ways,.links{display:none}}',
].join('')
