import { Chip } from '~/design/chip'
import type { Meaning } from '~/design/meaning'
import { Moment } from '~/design/moment'
import { Money } from '~/design/money'
import { Section } from '~/design/section'
import { TextField } from '~/design/text-field'
import { type Answer, typed } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import { MoveForm } from '~/web/move-form'
import { Button } from '~/design/button'
import type { CaseRole } from '../channels/kinds'
import type { HoldRow } from '../holds/deciding.server'
import { headAbove } from '../holds/holding'
import { useMediationTexts } from './texts'

type HoldsProps = { holds: readonly HoldRow[]; roles: readonly CaseRole[]; answer: Answer | undefined }

/** What is held of the disputed lines, why it cannot be, and the registrar's decision. */
export function Holds({ holds, roles, answer }: HoldsProps) {
  const all = useMediationTexts()
  const texts = all.overview
  if (holds.length === 0) return null
  return (
    <Section title={texts.holds} count={holds.length} sentence={texts.holdsLead}>
      <ul className="divide-y divide-line border-y border-line">
        {holds.map((hold) => (
          <li key={hold.id} className="space-y-2 py-2.5">
            <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
              <span className="min-w-0 flex-1">
                {hold.orderNumber ? all.claim.line(hold.orderNumber, String(hold.lineNo)) : all.none}
              </span>
              <Money fen={hold.amount} currency={hold.currency} />
              <Chip meaning={meanings[hold.state]}>{all.holdStates[hold.state]}</Chip>
            </div>
            <p className="text-sm text-ink-soft">
              {hold.state === 'impossible' ? (
                texts.holdImpossible
              ) : (
                <>
                  {texts.holdEnds} <Moment at={hold.endsAt} day />
                  {hold.state === 'granted' && !hold.decidedBy && ` · ${texts.decidedByRule}`}
                  {hold.decidedBy && ` · ${hold.decidedBy}`}
                  {hold.reason && ` · ${hold.reason}`}
                </>
              )}
            </p>
            {hold.state === 'provisional' && <Decision {...{ hold, roles, answer }} />}
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Decision({ hold, roles, answer }: { hold: HoldRow } & Pick<HoldsProps, 'roles' | 'answer'>) {
  const { overview: texts, admission } = useMediationTexts()
  const mine = answer?.values.holdId === hold.id ? answer : undefined
  if (!roles.includes('registrar')) return null
  if (hold.amount > headAbove && !roles.includes('head')) return <p className="text-sm">{texts.waitsHead}</p>
  return (
    <div className="flex flex-wrap gap-2">
      <MoveForm move="grant" hidden={{ holdId: hold.id }}>
        <Button>{texts.grant}</Button>
      </MoveForm>
      <ConfirmMove
        move="refuse"
        id={`refuse-${hold.id}`}
        verb={texts.refuse}
        look="secondary"
        title={texts.refuse}
        consequences={[admission.rejectWhat[0]!]}
        undo={{ possible: false, words: admission.admitUndo }}
        answer={mine}
      >
        <input type="hidden" name="holdId" value={hold.id} />
        <TextField {...typed(mine, 'reason')} id={`reason-${hold.id}`} label={admission.reason} />
      </ConfirmMove>
    </div>
  )
}

const meanings: Record<HoldRow['state'], Meaning> = {
  provisional: 'attention',
  granted: 'info',
  refused: 'quiet',
  released: 'ok',
  impossible: 'quiet',
}
