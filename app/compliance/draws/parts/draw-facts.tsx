import { Day } from '~/design/day'
import { Facts } from '~/design/facts'
import { useFormat } from '~/design/format'
import { Hash } from '~/design/hash'
import { useLocale } from '~/design/locale'
import { usePeopleTexts } from '~/people/parts/texts'
import { useCampaignTexts, useComplianceTexts, useInspectionTexts } from '../../parts/texts'
import type { Criteria } from '../frame'

type Place = { code: string; nameZh: string; nameEn: string }
type DrawFactsProps = {
  its: {
    ground: string
    categories: string[]
    criteria: Criteria
    startsOn: string
    endsOn: string
    ratioBps: number
    minimum: number
    computerBps: number
    computerMin: number
    commitment: string
    cancelReason: string | null
  }
  pool: readonly string[]
  districts: readonly Place[]
}

/** What a round of inspections was opened with; none of it changes afterwards. */
export function DrawFacts({ its, pool, districts }: DrawFactsProps) {
  const texts = useInspectionTexts().draw
  const people = usePeopleTexts()
  const statuses: Record<string, string> = useComplianceTexts().status
  const categories: Record<string, string> = useCampaignTexts().categories
  const zh = useLocale() === 'zh'
  const format = useFormat()
  const joined = (words: readonly string[]) => words.join(zh ? '、' : ', ')
  const { criteria } = its
  const placeOf = (code: string) => {
    const place = districts.find((district) => district.code === code)
    return (zh ? place?.nameZh : place?.nameEn) ?? code
  }
  const chosen = [
    ...criteria.districts.map(placeOf),
    ...criteria.ownerships.map((value) => (people.ownership as Record<string, string>)[value] ?? value),
    ...criteria.listings.map((value) => (people.listing as Record<string, string>)[value] ?? value),
    ...criteria.statuses.map((value) => statuses[value] ?? value),
    ...(criteria.selfInspected ? [texts.selfInspected] : []),
  ]
  const least = (bps: number, minimum: number) =>
    texts.atLeast(format.percent(bps / 10_000), format.number(minimum))
  return (
    <Facts
      items={[
        { label: texts.ground, value: its.ground },
        {
          label: texts.categories,
          value: joined(its.categories.map((value) => categories[value] ?? value)),
        },
        { label: texts.criteria, value: chosen.length === 0 ? texts.everyone : joined(chosen) },
        {
          label: texts.period,
          value: (
            <>
              <Day on={its.startsOn} /> – <Day on={its.endsOn} />
            </>
          ),
        },
        { label: texts.perStratum, value: least(its.ratioBps, its.minimum) },
        { label: texts.perUnit, value: least(its.computerBps, its.computerMin) },
        { label: texts.pool, value: pool.length > 0 && joined(pool) },
        { label: texts.commitment, value: <Hash value={its.commitment} />, hint: texts.commitmentHint },
        { label: texts.canceledWhy, value: its.cancelReason },
      ].filter(({ value }) => value)}
    />
  )
}
