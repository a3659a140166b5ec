import { Deadline } from '~/design/deadline'
import { Fold } from '~/design/fold'
import { Money } from '~/design/money'
import { Moment } from '~/design/moment'
import { Section } from '~/design/section'
import { TaskList } from '~/design/task-list'
import type { DueSoon, RegistryTask } from '../registry-tasks.server'
import { useMediationTexts } from './texts'

type RegistryTasksProps = { tasks: readonly RegistryTask[]; due: readonly DueSoon[]; now: Date }

/** What a registrar has to do beside new requests, and which deadlines of the body end this week. */
export function RegistryTasks({ tasks, due, now }: RegistryTasksProps) {
  const all = useMediationTexts()
  const texts = all.registry
  return (
    <>
      {tasks.length > 0 && (
        <Section title={texts.tasks} count={tasks.length}>
          <TaskList
            tasks={tasks.map(({ kind, caseId, number, amount, currency, at }) => ({
              to: kind === 'hold' ? `/cases/${caseId}` : `/cases/${caseId}/parties`,
              label: `${number} · ${texts.taskOf[kind]}`,
              sentence: texts.whyTask[kind],
              end:
                kind === 'hold' ? (
                  <Money fen={amount!} currency={currency!} />
                ) : (
                  <Moment at={at!} now={now} />
                ),
              icon: kind === 'hold' ? ('lock' as const) : ('mail' as const),
              meaning: 'attention' as const,
            }))}
          />
        </Section>
      )}
      {due.length > 0 && (
        <div className="mb-4">
          <Fold label={`${texts.week} ${due.length}`} when>
            <TaskList
              tasks={due.map(({ caseId, number, key, dueAt }) => ({
                to: `/cases/${caseId}`,
                label: `${number} · ${all.deadlines[key] ?? ''}`,
                end: <Deadline at={dueAt} now={now} />,
                icon: 'clock' as const,
                meaning: dueAt <= now ? ('risk' as const) : ('quiet' as const),
              }))}
            />
          </Fold>
        </div>
      )}
    </>
  )
}
