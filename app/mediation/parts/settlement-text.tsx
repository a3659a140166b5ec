import { Button } from '~/design/button'
import { Chip } from '~/design/chip'
import { Diff } from '~/design/diff'
import { Hash } from '~/design/hash'
import { LinkButton } from '~/design/link-button'
import type { Meaning } from '~/design/meaning'
import { Moment } from '~/design/moment'
import { Notice } from '~/design/notice'
import { Section } from '~/design/section'
import type { Answer } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import { MoveForm } from '~/web/move-form'
import { sides, type Side } from '../channels/kinds'
import type { CaseState } from '../lifecycle'
import type { ShownSettlement } from '../settlements/reading.server'
import { TermsTable } from './terms'
import { useMediationTexts } from './texts'

type SettlementTextProps = {
  its: { id: string; state: CaseState; currency: string }
  side: Side | null
  isSignatory: boolean
  newest: ShownSettlement
  before: { version: number; text: string } | null
  signatures: readonly { side: string; name: string; payerName: string | null; at: Date }[]
  answer: Answer | undefined
}

type Signed = SettlementTextProps['signatures'][number]

/** The standing text: its digest, its promises, what changed, who has said yes or signed, and what one may do. */
export function SettlementText(props: SettlementTextProps) {
  const { its, newest, before, signatures } = props
  const all = useMediationTexts()
  const texts = all.settlement
  return (
    <Section
      title={`${texts.text} · ${texts.version(String(newest.version))}`}
      sentence={texts.lead}
      actions={
        <LinkButton to={`/cases/${its.id}/settlement.pdf`} reloadDocument icon="download" size="small">
          {texts.pdf}
        </LinkButton>
      }
    >
      <div className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-2">
        <Chip meaning={meanings[newest.state]}>{all.settlementStates[newest.state]}</Chip>
        <span className="text-sm text-ink-soft">{texts.hash}</span>
        <Hash value={newest.hash} />
      </div>
      <TermsTable terms={{ items: newest.items, note: '' }} currency={its.currency} />
      <div className="mt-5 max-w-prose">
        {before && before.text !== newest.text ? (
          <Diff before={before.text} after={newest.text} />
        ) : (
          <p className="whitespace-pre-wrap">{newest.text}</p>
        )}
      </div>
      {(its.state === 'signing' || signatures.length > 0) && (
        <>
          <h3 className="mt-6 font-semibold">{texts.signedBy}</h3>
          <ul className="mt-1 divide-y divide-line border-y border-line">
            {[
              ...sides.map((side) => ({ who: all.roles[side], signs: (one: Signed) => one.side === side })),
              ...newest.payers.map(({ name }) => ({
                who: `${all.payer.payers} · ${name}`,
                signs: (one: Signed) => one.payerName === name,
              })),
            ].map(({ who, signs }) => {
              const mine = signatures.find(signs)
              return (
                <li key={who} className="flex flex-wrap gap-x-4 py-2">
                  <span className="flex-1">{who}</span>
                  {mine ? (
                    <span>
                      {mine.name} · <Moment at={mine.at} />
                    </span>
                  ) : (
                    <span className="text-ink-soft">{texts.notSigned}</span>
                  )}
                </li>
              )
            })}
          </ul>
        </>
      )}
      <Decisions {...props} />
    </Section>
  )
}

function Decisions({ its, side, isSignatory, newest, signatures, answer }: SettlementTextProps) {
  const all = useMediationTexts()
  const texts = all.settlement
  const adopted = newest.adopted.map((one) => texts.adopted(all.roles[one]))
  if (side === null) return <Adopted said={adopted} />
  if (its.state === 'settlement_draft')
    return (
      <>
        <Adopted said={adopted} />
        <div className="mt-4 flex flex-wrap gap-2">
          {newest.state === 'draft' && !newest.adopted.includes(side) && (
            <MoveForm move="adopt" hidden={{ hash: newest.hash }}>
              <Button look="primary">{texts.adopt}</Button>
            </MoveForm>
          )}
          <LinkButton to={`/cases/${its.id}/settlement/edit`} icon="edit">
            {texts.revise}
          </LinkButton>
          <ConfirmMove
            move="reject_text"
            verb={texts.reject}
            look="secondary"
            title={texts.rejectTitle}
            consequences={[...texts.rejectWhat]}
            undo={{ possible: true, words: texts.rejectUndo }}
            answer={answer}
          />
        </div>
      </>
    )
  if (its.state !== 'signing' || signatures.some((one) => one.side === side)) return null
  return (
    <div className="mt-4 space-y-3">
      {!isSignatory && <Notice meaning="info">{texts.needSignatory}</Notice>}
      <div className="flex flex-wrap gap-2">
        {isSignatory && (
          <LinkButton to={`/cases/${its.id}/signature`} look="primary">
            {texts.sign}
          </LinkButton>
        )}
        <ConfirmMove
          move="refuse_signature"
          verb={texts.refuse}
          look="secondary"
          title={texts.refuseTitle}
          consequences={[...texts.refuseWhat]}
          undo={{ possible: true, words: texts.refuseUndo }}
          answer={answer}
        />
      </div>
    </div>
  )
}

const Adopted = ({ said }: { said: readonly string[] }) =>
  said.length > 0 ? <p className="mt-3 text-ink-soft">{said.join(' · ')}</p> : null

const meanings: Record<ShownSettlement['state'], Meaning> = {
  draft: 'attention',
  agreed: 'info',
  signed: 'ok',
  superseded: 'quiet',
  refused: 'quiet',
}
