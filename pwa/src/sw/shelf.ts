/** What to keep on the device. The build writes the list into the finished file. */
export type Shelf = { version: string; files: string[] }

const written = '__WAYMARK_SHELF__'

export function readShelf(text: string = written): Shelf {
  return text.startsWith('{') ? (JSON.parse(text) as Shelf) : { version: 'none', files: [] }
}
