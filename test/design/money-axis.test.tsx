import { expect, test } from 'vitest'
import { TierCurves } from '~/design/charts/tier-curves'
import { render } from './render'

const axisOf = async (prices: readonly bigint[]) => {
  const curves = prices.map((unitPrice, at) => ({
    label: `bid ${at}`,
    tiers: [{ from: 1, unitPrice }],
  }))
  const html = await render(<TierCurves title="L01" curves={curves} upTo={12} heads={['', '', '']} />)
  return [...html.matchAll(/text-anchor="end"[^>]*>([^<]+)</g)].map(([, label]) => label)
}

test('amounts up the side are never told alike: in full where short ones would be', async () => {
  for (const prices of [[500n], [600n, 700n, 800n], [99n, 101n], [1_000_000n, 1_000_100n], [4_200_000n]]) {
    const labels = await axisOf(prices)
    expect(labels.length).toBeGreaterThan(1)
    expect(new Set(labels).size).toBe(labels.length)
  }
})
