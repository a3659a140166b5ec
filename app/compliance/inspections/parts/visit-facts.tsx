import { Day } from '~/design/day'
import { Facts } from '~/design/facts'
import { Hash } from '~/design/hash'
import { useLocale } from '~/design/locale'
import { useNamed } from '~/design/named'
import { TextLink } from '~/design/text-link'
import { useCampaignTexts, useInspectionTexts } from '../../parts/texts'

type VisitFactsProps = {
  its: {
    id: string
    campaignId: string
    campaign: string
    campaignEn: string | null
    ground: string
    uscc: string
    visitOn: string | null
    categories: string[]
    former: string | null
    replacedReason: string | null
    computerSha256: string | null
    orderId: string | null
    orderNo: string | null
    cancelReason: string | null
  }
  team: readonly { id: string; name: string; agency: string | null; agencyEn: string | null }[]
}

/** By what draw, when, by whom and about what an enterprise is inspected. */
export function VisitFacts({ its, team }: VisitFactsProps) {
  const texts = useInspectionTexts().visit
  const categories: Record<string, string> = useCampaignTexts().categories
  const zh = useLocale() === 'zh'
  const named = useNamed()
  return (
    <Facts
      items={[
        {
          label: texts.campaign,
          value: (
            <TextLink to={`/inspection-campaigns/${its.campaignId}/draw`}>
              {named(its.campaign, its.campaignEn)}
            </TextLink>
          ),
        },
        { label: texts.ground, value: its.ground },
        { label: texts.uscc, value: <code className="figure text-sm">{its.uscc}</code> },
        { label: texts.visitOn, value: its.visitOn && <Day on={its.visitOn} /> },
        {
          label: texts.team,
          value:
            team.length > 0 &&
            team.map(({ id, name, agency, agencyEn }) => (
              <span key={id} className="block">
                {name}
                {agency && <span className="block text-sm text-ink-soft">{named(agency, agencyEn)}</span>}
              </span>
            )),
        },
        {
          label: texts.categories,
          value: its.categories.map((value) => categories[value] ?? value).join(zh ? '、' : ', '),
        },
        {
          label: texts.replaced,
          value: its.former && texts.replacedFor(its.former, its.replacedReason ?? ''),
        },
        {
          label: texts.frame,
          value: its.computerSha256 && (
            <>
              <Hash value={its.computerSha256} short />
              <a className="block text-accent underline" href={`/inspections/${its.id}/draw.json`}>
                {texts.repeat}
              </a>
            </>
          ),
          hint: texts.frameHint,
        },
        {
          label: texts.order,
          value: its.orderId && <TextLink to={`/rectifications/${its.orderId}`}>{its.orderNo}</TextLink>,
        },
        { label: texts.canceledWhy, value: its.cancelReason },
      ].filter(({ value }) => value)}
    />
  )
}
