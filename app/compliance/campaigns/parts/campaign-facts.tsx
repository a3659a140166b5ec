import { Day } from '~/design/day'
import { Facts } from '~/design/facts'
import { Hash } from '~/design/hash'
import { useLocale } from '~/design/locale'
import { usePeopleTexts } from '~/people/parts/texts'
import { useCampaignTexts, useComplianceTexts } from '../../parts/texts'
import type { Scope } from '../scope'

type Place = { code: string; nameZh: string; nameEn: string }
type CampaignFactsProps = {
  its: {
    ground: string
    categories: string[]
    opensOn: string
    dueOn: string
    scope: Scope
    districtDues: Record<string, string>
    frame: string | null
  }
  /** Districts and sectors by their codes. */
  places: readonly Place[]
}

/** Whom a campaign calls, why, and until when. */
export function CampaignFacts({ its, places }: CampaignFactsProps) {
  const all = useCampaignTexts()
  const texts = all.campaign
  const people = usePeopleTexts()
  const statuses: Record<string, string> = useComplianceTexts().status
  const categories: Record<string, string> = all.categories
  const ownerships: Record<string, string> = people.ownership
  const zh = useLocale() === 'zh'
  const placeOf = (code: string) => {
    const place = places.find((one) => one.code === code)
    return (zh ? place?.nameZh : place?.nameEn) ?? code
  }
  const { scope } = its
  const chosen = [
    ...scope.districts.map(placeOf),
    ...scope.sectors.map(placeOf),
    ...scope.ownerships.map((value) => ownerships[value] ?? value),
    ...scope.statuses.map((value) => statuses[value] ?? value),
  ]
  const dues = Object.entries(its.districtDues)
  return (
    <Facts
      items={[
        { label: texts.ground, value: its.ground },
        {
          label: texts.categories,
          value: its.categories.map((value) => categories[value] ?? value).join(zh ? '、' : ', '),
        },
        { label: texts.scope, value: chosen.length === 0 ? texts.everyone : chosen.join(zh ? '、' : ', ') },
        {
          label: texts.period,
          value: (
            <>
              <Day on={its.opensOn} /> – <Day on={its.dueOn} />
            </>
          ),
        },
        {
          label: texts.districtDues,
          value:
            dues.length > 0 &&
            dues.map(([code, day]) => (
              <span key={code} className="block">
                {placeOf(code)} <Day on={day} />
              </span>
            )),
        },
        { label: texts.frame, value: its.frame && <Hash value={its.frame} />, hint: texts.frameHint },
      ].filter(({ value }) => value)}
    />
  )
}
