import { Button } from '~/design/button'
import { Chip } from '~/design/chip'
import { Facts } from '~/design/facts'
import { Moment } from '~/design/moment'
import { Section } from '~/design/section'
import { TextArea } from '~/design/text-area'
import { type Answer, typed } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import { MoveForm } from '~/web/move-form'
import type { CaseRole, Side } from '../channels/kinds'
import type { CaseState } from '../lifecycle'
import type { Finding } from '../mediators/conflicts'
import { useMediationTexts } from './texts'

type Check = {
  standing: { name: string; state: string; askedAt: Date; acceptedAt: Date | null }
  challenges: readonly {
    id: string
    side: Side
    ground: string
    decision: 'upheld' | 'dismissed' | 'waived' | null
  }[]
  outcome: 'clear' | 'disclosed' | 'blocked' | null
  findings: readonly Finding[]
}
type ConflictFindingsProps = {
  check: Check
  its: { state: CaseState; roles: readonly CaseRole[] }
  side: Side | null
  answer: Answer | undefined
}

/** Who was asked, what links them to a party, what the sides said to it, and the head's decision. */
export function ConflictFindings({ check, its, side, answer }: ConflictFindingsProps) {
  const all = useMediationTexts()
  const texts = all.mediator
  const { standing, challenges, findings, outcome } = check
  const answering =
    its.state === 'conflict_check' && side !== null && !challenges.some((one) => one.side === side)
  const words = { waived: texts.waived, other: texts.challenged }
  return (
    <Section title={`${texts.title} · ${standing.name}`}>
      <Facts
        layout="strip"
        items={[
          { label: texts.asked, value: <Moment at={standing.askedAt} day /> },
          {
            label: texts.accepted,
            value: standing.acceptedAt ? <Moment at={standing.acceptedAt} day /> : '–',
          },
        ]}
      />
      {outcome && (
        <>
          <h3 className="mt-5 font-semibold">{texts.findings}</h3>
          {findings.length === 0 ? (
            <p className="mt-1 text-ink-soft">{texts.noFindings}</p>
          ) : (
            <ul className="mt-1 divide-y divide-line border-y border-line">
              {findings.map(({ ground, blocks }, at) => (
                <li key={at} className="flex flex-wrap items-baseline gap-x-3 py-2">
                  <span className="flex-1">{texts.grounds[ground]}</span>
                  <Chip meaning={blocks ? 'risk' : 'attention'}>
                    {blocks ? texts.blocks : texts.disclosed}
                  </Chip>
                </li>
              ))}
            </ul>
          )}
        </>
      )}
      {challenges.length > 0 && (
        <ul className="mt-4 space-y-3">
          {challenges.map((one) => (
            <li key={one.id}>
              <p>
                {(one.decision === 'waived' ? words.waived : words.other)(all.roles[one.side])}
                {one.decision && one.decision !== 'waived' && ` · ${texts.decisions[one.decision]}`}
              </p>
              {one.ground && <p className="max-w-prose whitespace-pre-line text-ink-soft">{one.ground}</p>}
              {one.decision === null && its.roles.includes('head') && (
                <div className="mt-2 flex gap-2">
                  <MoveForm move="uphold" hidden={{ challengeId: one.id }}>
                    <Button>{texts.uphold}</Button>
                  </MoveForm>
                  <MoveForm move="dismiss" hidden={{ challengeId: one.id }}>
                    <Button>{texts.dismiss}</Button>
                  </MoveForm>
                </div>
              )}
            </li>
          ))}
        </ul>
      )}
      {answering && (
        <div className="mt-4 flex flex-wrap gap-2">
          <MoveForm move="waive">
            <Button look="primary">{texts.waive}</Button>
          </MoveForm>
          <ConfirmMove
            move="challenge"
            verb={texts.challenge}
            look="secondary"
            title={texts.challenge}
            consequences={[all.step.challenged]}
            undo={{ possible: false, words: all.admission.admitUndo }}
            answer={answer}
          >
            <TextArea {...typed(answer, 'ground')} label={texts.challengeGround} />
          </ConfirmMove>
        </div>
      )}
    </Section>
  )
}
