import { Funnel } from '~/design/charts/funnel'
import { useFormat } from '~/design/format'
import { useCampaignTexts } from '../../parts/texts'

type Counts = {
  invited: number
  inProgress: number
  submitted: number
  returned: number
  accepted: number
  gapUnits: number
  closedGaps: number
}

/** How many enterprises were called, started, handed in, were accepted, and have closed what was missing. */
export function CampaignFunnel({ counts, total, id }: { counts: Counts; total: number; id: string }) {
  const texts = useCampaignTexts().campaign
  const format = useFormat()
  const handed = counts.submitted + counts.accepted
  const to = (state: string) => `/campaigns/${id}?state=${state}`
  return (
    <div className="max-w-3xl">
      <Funnel
        title={texts.funnel(format.percent(handed / total))}
        heads={[texts.funnelHeads[0]!, texts.funnelHeads[1]!, texts.funnelHeads[2]!]}
        steps={[
          { label: texts.steps.called, count: total },
          { label: texts.steps.started, count: total - counts.invited, to: to('in_progress') },
          { label: texts.steps.handed, count: handed, to: to('submitted') },
          { label: texts.steps.accepted, count: counts.accepted, to: to('accepted') },
          { label: texts.steps.closed, count: counts.accepted - counts.gapUnits + counts.closedGaps },
        ]}
      />
    </div>
  )
}
