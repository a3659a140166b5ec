type Stored = { content: Uint8Array; mediaType: string; name: string }

/** A stored file to save, never as a page of ours (trust.md §4). */
export function storedFile({ content, mediaType, name }: Stored): Response {
  return new Response(new Uint8Array(content), {
    headers: {
      'content-type': mediaType,
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    },
  })
}
