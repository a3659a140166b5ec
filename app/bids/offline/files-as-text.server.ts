const mostBytes = 200_000

/** The request with each uploaded file as the text in it: an envelope that was built elsewhere posts as a browser's does. */
export async function filesAsText(request: Request): Promise<Request> {
  const body = new FormData()
  for (const [name, value] of await request.formData())
    body.append(name, typeof value === 'string' ? value : value.size > mostBytes ? '' : await value.text())
  const headers = new Headers(request.headers)
  for (const name of ['content-type', 'content-length']) headers.delete(name)
  return new Request(request.url, { method: request.method, headers, body })
}
