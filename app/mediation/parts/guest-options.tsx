import { Button } from '~/design/button'
import { LinkButton } from '~/design/link-button'
import { Notice } from '~/design/notice'
import { Section } from '~/design/section'
import { SelectField } from '~/design/select-field'
import { TextField } from '~/design/text-field'
import { type Answer, typed } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import { MoveForm } from '~/web/move-form'
import { declineReasons } from '../intake/form'
import { type CaseState, isClosed } from '../lifecycle'
import { useMediationTexts } from './texts'

type GuestOptionsProps = {
  its: { state: CaseState; extended: boolean }
  /** Where a counter-offer is made, while it may be. */
  counterTo: string | null
  asked: boolean
  declined: boolean
  answer: Answer | undefined
}

/** What a guest may answer; what needs an account says so. */
export function GuestOptions({
  its: { state, extended },
  counterTo,
  asked,
  declined,
  answer,
}: GuestOptionsProps) {
  const all = useMediationTexts()
  const { response, guest: texts } = all
  const signIn = <LinkButton to="/sign-in">{texts.signIn}</LinkButton>
  const counter = counterTo && <LinkButton to={counterTo}>{texts.counter}</LinkButton>
  if (isClosed(state))
    return (
      <Notice meaning="quiet" title={all.states[state]}>
        {texts.closed}
      </Notice>
    )
  if (state !== 'awaiting_response')
    return (
      <Notice
        meaning="ok"
        actions={
          <>
            {counter} {signIn}
          </>
        }
      >
        {texts.accepted}
      </Notice>
    )
  return (
    <div className="space-y-4">
      <div className="flex flex-wrap gap-2">
        <ConfirmMove
          move="accept"
          verb={response.talk}
          title={response.talk}
          consequences={[...response.talkWhat]}
          undo={{ possible: true, words: response.talkUndo }}
          answer={answer}
        />
        <ConfirmMove
          move="decline"
          verb={response.decline}
          look="secondary"
          title={response.decline}
          consequences={[texts.declineLater, ...response.declineWhat]}
          undo={{ possible: true, words: response.declineUndo }}
          answer={answer}
        >
          <SelectField
            {...typed(answer, 'reason')}
            label={response.reason}
            empty={all.claim.choose}
            options={declineReasons.map((value) => ({ value, label: response.reasons[value] }))}
          />
        </ConfirmMove>
        {counter}
        {!extended && !asked && (
          <MoveForm move="ask_extension">
            <Button>{response.extension}</Button>
          </MoveForm>
        )}
      </div>
      {declined && <Notice meaning="info">{texts.declined}</Notice>}
      {asked && !extended && <Notice meaning="info">{response.extensionAsked}</Notice>}
      <Notice meaning="quiet" actions={signIn}>
        {texts.account}
      </Notice>
      <Section title={texts.right} sentence={texts.rightHint}>
        <MoveForm move="right_person" className="flex flex-wrap items-end gap-2">
          <TextField {...typed(answer, 'address')} type="email" label={texts.address} width="medium" />
          <Button>{texts.rightSend}</Button>
        </MoveForm>
      </Section>
    </div>
  )
}
