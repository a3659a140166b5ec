/** What stands behind card payments: the test double, Stripe's test mode, or real money. */
export type CardMode = 'double' | 'test' | 'live'

/** By the key alone; the settings have made sure that the double's key goes with the double's address. */
export function modeOf(key: string): CardMode {
  if (key.startsWith('sk_test_double_')) return 'double'
  return /^(sk|rk)_live_/.test(key) ? 'live' : 'test'
}
