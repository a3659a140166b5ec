/** The number before which a channel is read, from `?before=`; undefined for its newest messages. */
export function earlierThan(url: URL): number | undefined {
  const before = Number(url.searchParams.get('before'))
  return Number.isSafeInteger(before) && before > 0 && before < 2_000_000_000 ? before : undefined
}
