import { readdir } from 'node:fs/promises'
import { join, relative } from 'node:path'

/**
 * Every file below a folder as an absolute path of the site, sorted.
 *
 * @param {string} folder
 */
export async function filesBelow(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => `/${relative(folder, join(entry.parentPath, entry.name))}`)
    .sort()
}
