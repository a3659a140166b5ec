import { useNamed } from '~/design/named'
import { PageHead } from '~/design/page-head'
import { ClaimSteps } from './claim-steps'
import { useMediationTexts } from './texts'

type ClaimHeadProps = {
  its: { id: string; number: string; respondentName: string; respondentNameEn: string | null }
  present: 0 | 1 | 2
  ready: { objections: number; hasFirstOffer: boolean }
}

/** What stands above each step of a claim. */
export function ClaimHead({ its, present, ready }: ClaimHeadProps) {
  const all = useMediationTexts()
  const named = useNamed()
  const sentence = [all.claim.lead, all.claim.offerLead, all.claim.reviewLead][present]
  return (
    <>
      <PageHead
        trail={[
          { label: all.list.title, to: '/cases' },
          { label: its.number, to: `/cases/${its.id}` },
        ]}
        title={`${all.claim.title} · ${named(its.respondentName, its.respondentNameEn)}`}
        sentence={sentence}
      />
      <ClaimSteps caseId={its.id} present={present} ready={ready} />
    </>
  )
}
