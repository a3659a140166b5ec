import { useFormat } from '~/design/format'
import { Notice } from '~/design/notice'
import { Progress } from '~/design/progress'
import { Refreshing } from '~/web/refreshing'
import { usePackTexts } from '../../parts/texts'
import type { Run } from '../queries.server'

/** A run under way, or one that broke off. */
export function RunProgress({ runs, now }: { runs: readonly Run[]; now: Date }) {
  const texts = usePackTexts()
  const format = useFormat()
  const open = runs.find(({ phase }) => phase === 'waiting' || phase === 'running')
  if (open)
    return (
      <div className="mb-6">
        <Progress
          phase={texts.running[open.kind]}
          share={open.phase === 'running' && open.lists > 0 ? open.done / open.lists : null}
          counts={texts.lists(format.number(open.done), format.number(open.lists))}
          elapsed={(now.getTime() - open.startedAt.getTime()) / 1000}
        />
        <Refreshing while />
      </div>
    )
  if (runs[0]?.phase !== 'failed') return null
  return (
    <div className="mb-6">
      <Notice meaning="risk" title={texts.failed}>
        {texts.failedWhat}
      </Notice>
    </div>
  )
}
