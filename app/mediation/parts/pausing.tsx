import { Button } from '~/design/button'
import { DateField } from '~/design/date-field'
import { Notice } from '~/design/notice'
import { Section } from '~/design/section'
import { TextArea } from '~/design/text-area'
import { type Answer, typed } from '~/web/answer'
import { MoveForm } from '~/web/move-form'
import type { CaseRole, Side } from '../channels/kinds'
import { useMediationTexts } from './texts'

type PausingProps = {
  its: { roles: readonly CaseRole[] }
  side: Side | null
  asked: { askedSide: 'claimant' | 'respondent' | 'court'; untilOn: string; reason: string } | null
  extends: boolean
  answer: Answer | undefined
}

/** Proposing, agreeing to or ordering a pause; for the mediator, the one extension. */
export function Pausing({ its, side, asked, extends: mayExtend, answer }: PausingProps) {
  const all = useMediationTexts()
  const texts = all.pause
  const proposes = side !== null && asked === null
  const of = (move: string) => (answer?.values.move === move ? answer : undefined)
  const orders = side === null && its.roles.includes('registrar')
  return (
    <>
      {asked && asked.askedSide !== 'court' && (
        <Notice
          meaning="info"
          title={texts.asked(all.roles[asked.askedSide], asked.untilOn)}
          actions={
            side !== null &&
            side !== asked.askedSide && (
              <>
                <MoveForm move="agree">
                  <Button look="primary">{texts.agree}</Button>
                </MoveForm>
                <MoveForm move="decline">
                  <Button>{texts.decline}</Button>
                </MoveForm>
              </>
            )
          }
        >
          {asked.reason}
        </Notice>
      )}
      {(proposes || orders) && (
        <MoveForm move="ask" className="mt-4 max-w-xl space-y-4">
          <DateField {...typed(of('ask'), 'until')} label={texts.until} />
          <TextArea {...typed(of('ask'), 'reason')} label={texts.reason} />
          <Button look="primary">{orders ? texts.court : texts.ask}</Button>
        </MoveForm>
      )}
      {mayExtend && (
        <Section title={texts.extend} sentence={texts.extendLead}>
          <MoveForm move="extend" className="max-w-xl space-y-4">
            <TextArea {...typed(of('extend'), 'reason')} id="extend-reason" label={texts.reason} />
            <Button>{texts.extend}</Button>
          </MoveForm>
        </Section>
      )}
    </>
  )
}
