import { createHmac } from 'node:crypto'
import { isIPv4, isIPv6 } from 'node:net'
import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import { env } from '~/env.server'

/**
 * The network that a deposit came from, as a mark by which deposits of one round can be compared and nothing else: an
 * HMAC-SHA-256 of the /24 or /48 under the server's fingerprint key, with the round in it, so that the same network has
 * another mark in another round and no address can be found out from one. Null for the own machine.
 */
export function networkMark(roundId: string, address: string | null): Buffer | null {
  const network = address && networkOf(address)
  if (!network) return null
  return createHmac('sha256', env.fingerprintKey).update(`muster-network/1 ${roundId} ${network}`).digest()
}

/** The /24 of an IPv4 address, the /48 of an IPv6 address. */
export function networkOf(address: string): string | null {
  if (isIPv4(address))
    return address.startsWith('127.') ? null : `${address.split('.').slice(0, 3).join('.')}.0/24`
  if (!isIPv6(address) || address === '::1') return null
  const [head = '', tail] = address.toLowerCase().split('%')[0]!.split('::')
  const left = head.split(':').filter(Boolean)
  const right = (tail ?? '').split(':').filter(Boolean)
  const zeros = Array<string>(tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length)).fill('0')
  const groups = [...left, ...zeros, ...right].slice(0, 3).map((group) => parseInt(group, 16).toString(16))
  return `${groups.join(':')}::/48`
}

/** Keeps the mark beside a deposit; the address itself is not kept. */
export async function keepNetwork(
  tx: Kysely<Database>,
  roundId: string,
  bidId: string,
  address: string | null,
) {
  const mark = networkMark(roundId, address)
  if (mark) await tx.insertInto('bidNetworks').values({ bidId, mark }).execute()
}
