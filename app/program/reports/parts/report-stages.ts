import type { Stage } from '~/design/stage-rail'
import type { ReportTaskState } from '../../lifecycle'

type Task = {
  state: ReportTaskState
  submitter: string | null
  approver: string | null
  submittedAt: Date | null
  approvedAt: Date | null
  decidedAt: Date | null
}
type Words = { stages: { write: string; approve: string; accept: string; leader: string; office: string } }

const place: Record<ReportTaskState, number> = {
  open: 0,
  returned: 0,
  submitted: 1,
  approved_by_leader: 2,
  accepted: 3,
}

/** From the liaison's pen over the leader's approval to the office. */
export function reportStages(task: Task, { stages: words }: Words): Stage[] {
  const at = place[task.state]
  const stateOf = (step: number) => (at > step ? 'done' : at === step ? 'now' : 'next')
  const done = (step: number, when: Date | null, who: string | null) => ({
    ...(at > step && when && { at: when }),
    ...(at > step && who && { who }),
  })
  return [
    { label: words.write, state: stateOf(0), ...done(0, task.submittedAt, task.submitter) },
    {
      label: words.approve,
      state: stateOf(1),
      who: words.leader,
      ...done(1, task.approvedAt, task.approver),
    },
    { label: words.accept, state: stateOf(2), who: words.office, ...done(2, task.decidedAt, words.office) },
  ]
}
