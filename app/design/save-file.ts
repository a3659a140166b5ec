/** Hands a file that was made in this browser to the person in front of it. */
export function saveFile(name: string, content: Uint8Array | string, type = 'application/octet-stream') {
  const url = URL.createObjectURL(new Blob([content as BlobPart], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  document.body.append(link)
  link.click()
  link.remove()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
