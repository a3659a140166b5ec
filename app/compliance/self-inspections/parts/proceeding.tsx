import { Day } from '~/design/day'
import { Deadline } from '~/design/deadline'
import { Facts } from '~/design/facts'
import { Moment } from '~/design/moment'
import { useNamed } from '~/design/named'
import { TextLink } from '~/design/text-link'
import { useCampaignTexts } from '../../parts/texts'

type ProceedingProps = {
  its: {
    campaignId: string
    campaign: string
    campaignEn: string | null
    dueOn: string
    signer: string | null
    submittedAt: Date | null
    reviewer: string | null
    reviewDue: Date | null
    asOf: Date | null
    state: string
  }
  now: Date
  order: { id: string; no: string } | undefined
  versions: readonly { id: string; version: number }[]
  present: string
}

/** Who signed and reviewed when, until when, and what followed. */
export function Proceeding({ its, now, order, versions, present }: ProceedingProps) {
  const texts = useCampaignTexts().inspection
  const named = useNamed()
  return (
    <Facts
      items={[
        {
          label: texts.campaign,
          value: (
            <TextLink to={`/campaigns/${its.campaignId}`}>{named(its.campaign, its.campaignEn)}</TextLink>
          ),
        },
        { label: texts.dueDay, value: <Day on={its.dueOn} /> },
        { label: texts.signer, value: its.signer },
        { label: texts.submittedAt, value: its.submittedAt && <Moment at={its.submittedAt} /> },
        { label: texts.asOf, value: its.asOf && <Moment at={its.asOf} /> },
        {
          label: texts.reviewDue,
          value: its.state === 'submitted' && its.reviewDue && <Deadline at={its.reviewDue} now={now} />,
        },
        { label: texts.reviewer, value: its.reviewer },
        {
          label: texts.order,
          value: order && <TextLink to={`/rectifications/${order.id}`}>{order.no}</TextLink>,
        },
        {
          label: texts.versions,
          value:
            versions.length > 1 &&
            versions.map(({ id, version }) =>
              id === present ? (
                <span key={id} className="block">
                  {texts.versionOf(version)}
                </span>
              ) : (
                <TextLink key={id} to={`/self-inspections/${id}`} className="block">
                  {texts.versionOf(version)}
                </TextLink>
              ),
            ),
        },
      ].filter(({ value }) => value)}
    />
  )
}
