import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { filesBelow } from './files.mjs'

const worthIt = /\.(html|js|css|svg|webmanifest|txt)$/

/** @param {Buffer} bytes */
export const toBrotli = (bytes) =>
  promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } })

/**
 * Writes a `.br` and a `.gz` beside every file of text.
 *
 * @param {string} folder
 */
export async function compress(folder) {
  for (const file of (await filesBelow(folder)).filter((name) => worthIt.test(name))) {
    const path = join(folder, file)
    const bytes = await readFile(path)
    await writeFile(`${path}.br`, await toBrotli(bytes))
    await writeFile(`${path}.gz`, await promisify(gzip)(bytes, { level: 9 }))
  }
}
