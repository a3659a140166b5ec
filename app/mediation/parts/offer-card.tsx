import { Button } from '~/design/button'
import { Chip } from '~/design/chip'
import { Deadline } from '~/design/deadline'
import { LinkButton } from '~/design/link-button'
import type { Meaning } from '~/design/meaning'
import { Moment } from '~/design/moment'
import type { Answer } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import { MoveForm } from '~/web/move-form'
import type { Side } from '../channels/kinds'
import type { OfferRow } from '../offers/reading.server'
import { TermsTable } from './terms'
import { useMediationTexts } from './texts'

type OfferCardProps = {
  offer: OfferRow
  its: { id: string; currency: string }
  side: Side | null
  mediates: boolean
  talking: boolean
  now: Date
  answer: Answer | undefined
}

/** One offer with its terms, until when it stands, and what its reader may do with it. */
export function OfferCard({ offer, its, side, mediates, talking, now, answer }: OfferCardProps) {
  const all = useMediationTexts()
  const texts = all.offers
  const open = offer.state === 'open' && talking && offer.expiresAt > now
  return (
    <article className="min-w-0 border-t-2 border-line pt-3" id={offer.id}>
      <header className="mb-2 flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <h3 className="font-semibold">
          {texts.of[offer.side]}{' '}
          <span className="font-normal text-ink-soft">{texts.number(String(offer.no))}</span>
        </h3>
        <Chip meaning={meanings[offer.state]}>{all.offerStates[offer.state]}</Chip>
        <span className="ml-auto text-sm text-ink-soft">
          {offer.name} · <Moment at={offer.at} />
        </span>
      </header>
      <TermsTable terms={offer.terms} currency={its.currency} />
      {open && (
        <>
          <p className="mt-2 flex flex-wrap gap-x-2 text-sm text-ink-soft">
            {texts.expires} <Deadline at={offer.expiresAt} now={now} />
          </p>
          <div className="mt-3 flex flex-wrap gap-2">
            {side !== null && offer.side !== side && <Answers {...{ offer, its, answer }} />}
            {(offer.side === side || (mediates && offer.side === 'mediator')) && (
              <MoveForm move="withdraw" hidden={{ offerId: offer.id }}>
                <Button>{texts.withdraw}</Button>
              </MoveForm>
            )}
          </div>
        </>
      )}
    </article>
  )
}

function Answers({ offer, its, answer }: Pick<OfferCardProps, 'offer' | 'its' | 'answer'>) {
  const texts = useMediationTexts().offers
  const mine = answer?.values.offerId === offer.id ? answer : undefined
  const proposed = offer.side === 'mediator'
  return (
    <>
      <ConfirmMove
        move={proposed ? 'agree' : 'accept'}
        id={`deed-${offer.id}`}
        verb={proposed ? texts.yes : texts.accept}
        title={texts.acceptTitle}
        consequences={[...texts.acceptWhat]}
        undo={{ possible: true, words: texts.acceptUndo }}
        answer={mine}
      >
        <input type="hidden" name="offerId" value={offer.id} />
      </ConfirmMove>
      {!proposed && (
        <LinkButton to={`/cases/${its.id}/offers/new?answers=${offer.id}`}>{texts.counter}</LinkButton>
      )}
      <MoveForm move="decline" hidden={{ offerId: offer.id }}>
        <Button>{texts.decline}</Button>
      </MoveForm>
    </>
  )
}

const meanings: Record<OfferRow['state'], Meaning> = {
  draft: 'quiet',
  open: 'attention',
  countered: 'quiet',
  accepted: 'ok',
  declined: 'quiet',
  expired: 'quiet',
  withdrawn: 'quiet',
  lapsed: 'quiet',
}
