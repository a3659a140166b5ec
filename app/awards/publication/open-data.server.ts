/** JSON that any program anywhere may read. */
export const openData = (body: unknown, link?: string | null) =>
  new Response(`${JSON.stringify(body, null, 2)}\n`, {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'access-control-allow-origin': '*',
      ...(link && { link }),
    },
  })
