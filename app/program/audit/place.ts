/** A number of the log from an address; answers 400 where the address has none. */
export function placeOf({ searchParams }: URL, name: string): bigint {
  const typed = searchParams.get(name) ?? ''
  if (!/^\d{1,15}$/.test(typed)) throw new Response(null, { status: 400 })
  return BigInt(typed)
}
