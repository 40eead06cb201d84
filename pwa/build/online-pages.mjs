// Pages that a device does not keep: with no signal they could show nothing, and nobody opens them in a hurry. What people need
// on a bad day (home, asking, the plan, whom to ring, drafts) and what workers answer with is always kept.
const online = [
  /^src\/sharing\/(emergency|inviting|trusted|people)\//,
  /^src\/sharing\/(Join|Invite|WhoHasLooked)Page/,
  /^src\/outcomes\/figures\//,
  /^src\/(wall|ladder|hand-over|admission)\//,
  /^src\/rota\//,
  /\/(Their\w+|ForThem|AskFor)Page\.tsx$/,
  /^src\/safety-plan\/reading\//,
  /^src\/carers\/(PublicTell|Messages)Page/,
  /^src\/app\/(DemoMessages|Privacy|Invite)Page/,
]

/** @typedef {{ file: string, isEntry?: boolean, imports?: string[], dynamicImports?: string[], css?: string[] }} Chunk */

/**
 * The built files that only such pages ask for.
 * @param {Record<string, Chunk>} chunks the build's manifest
 * @returns {Set<string>} as addresses: `/assets/…`
 */
export function filesOfOnlinePages(chunks) {
  const isOnline = (/** @type {string} */ key) => online.some((page) => page.test(key))
  const kept = new Set()
  const visit = (/** @type {string} */ key) => {
    const chunk = chunks[key]
    if (chunk === undefined || kept.has(chunk.file)) return
    kept.add(chunk.file)
    for (const css of chunk.css ?? []) kept.add(css)
    for (const next of chunk.imports ?? []) visit(next)
    for (const next of chunk.dynamicImports ?? []) if (!isOnline(next)) visit(next)
  }
  for (const [key, { isEntry }] of Object.entries(chunks)) if (isEntry === true) visit(key)
  const all = Object.values(chunks).flatMap(({ file, css = [] }) => [file, ...css])
  const left = new Set(all.filter((file) => !kept.has(file)).map((file) => `/${file}`))
  if (left.size < 10) throw new Error('pages are named differently now: look at the list of those that are not kept')
  return left
}
