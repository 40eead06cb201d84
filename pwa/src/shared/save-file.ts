/** Hands a file to the browser to be saved, as pressing a link to it would. */

export function saveFile(file: Blob, name: string): void {
  const address = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  document.body.append(link)
  link.click()
  link.remove()
  // Some browsers fetch the file only after the press: it stays for a while.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
