import { Button } from '~/design/button'
import { DateField } from '~/design/date-field'
import { Notice } from '~/design/notice'
import { Section } from '~/design/section'
import { TextArea } from '~/design/text-area'
import type { Answer } from '~/web/answer'
import { problemOf, valueOf } from '~/web/answer'
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
          <DateField
            name="until"
            label={texts.until}
            defaultValue={valueOf(answer, 'until')}
            error={problemOf(answer, 'until')}
          />
          <TextArea
            name="reason"
            label={texts.reason}
            defaultValue={valueOf(answer, 'reason')}
            error={problemOf(answer, 'reason')}
          />
          <Button look="primary">{orders ? texts.court : texts.ask}</Button>
        </MoveForm>
      )}
      {mayExtend && (
        <Section title={texts.extend} sentence={texts.extendLead}>
          <MoveForm move="extend" className="max-w-xl space-y-4">
            <TextArea
              name="reason"
              id="extend-reason"
              label={texts.reason}
              error={problemOf(answer, 'reason')}
            />
            <Button>{texts.extend}</Button>
          </MoveForm>
        </Section>
      )}
    </>
  )
}
