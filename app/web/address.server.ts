import { isIPv6 } from 'node:net'

/** The client's address: the socket's, or the one that the outermost trusted proxy saw, counted from the right. */
export function clientAddress(
  socket: string | undefined,
  forwardedFor: string | null | undefined,
  trustedHops: number,
) {
  const told = (forwardedFor ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
  const path = [...told, (socket ?? '').replace(/^::ffff:/, '')]
  return path.at(-1 - Math.min(trustedHops, told.length)) ?? ''
}

/** What a rate limit counts as one place: an IPv4 address, or the /64 of an IPv6 address. */
export function networkOf(address: string) {
  if (!isIPv6(address)) return address
  const [head = '', tail] = address.toLowerCase().split('::')
  const left = head.split(':').filter(Boolean)
  const right = (tail ?? '').split(':').filter(Boolean)
  const zeros = Array<string>(tail === undefined ? 0 : 8 - left.length - right.length).fill('0')
  return (
    [...left, ...zeros, ...right]
      .slice(0, 4)
      .map((group) => parseInt(group, 16).toString(16))
      .join(':') + '::/64'
  )
}
