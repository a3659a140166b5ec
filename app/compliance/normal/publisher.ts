const GUID = /^\{?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\}?$/i

/** The organization of a certificate subject (`CN=…, O=X, …` → X), else the text; a bare GUID names nobody. */
export function publisherName(text: string | null): string | null {
  const given = text?.trim() ?? ''
  if (!given || GUID.test(given)) return null
  if (!/^(?:CN|O|OU|L|S|C|E)=/i.test(given)) return given
  const part = (name: string) =>
    new RegExp(`(?:^|,\\s*)${name}=(?:"((?:[^"]|"")*)"|([^,]*))`, 'i').exec(given)
  const found = part('O') ?? part('CN')
  const name = (found?.[1]?.replaceAll('""', '"') ?? found?.[2] ?? '').trim()
  return name && !GUID.test(name) ? name : null
}

/** The holder that a copyright notice names; null when the text is none. */
export function copyrightHolder(text: string | null): string | null {
  const notice = /(?:©|\(c\)|copyright)(?:[\s\d,.–-]|©|\(c\)|copyright|by )*([^\d\s].*)$/i.exec(
    text?.slice(0, 512) ?? '',
  )
  const holder = notice?.[1]?.replace(
    /[.,;]? *(?:all rights reserved|and its licensors|保留所有权利|版权所有).*$/i,
    '',
  )
  return holder?.trim() || null
}
