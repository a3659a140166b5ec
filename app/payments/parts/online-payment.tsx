import { Button } from '~/design/button'
import { useFormat } from '~/design/format'
import { LinkButton } from '~/design/link-button'
import { Money } from '~/design/money'
import { Moment } from '~/design/moment'
import { Notice } from '~/design/notice'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import type { Answer } from '~/web/answer'
import { MoveForm } from '~/web/move-form'
import type { ListedAttempt } from '../stripe/attempts.server'
import type { CardMode } from '../stripe/mode'
import { isMethod, limits, methodsFor, whyNotOffer } from '../stripe/offering'
import { AttemptChip, isAlive } from './attempt-chip'
import { StripeBanner } from './stripe-banner'
import { usePaymentsTexts } from './texts'

type OnlinePaymentProps = {
  order: { id: string; currency: string }
  /** what is due next, fen; null when the order takes no money */
  amount: bigint | null
  attempts: readonly ListedAttempt[]
  mode: CardMode | null
  answer: Answer | undefined
}

/** The second way to pay: by card or wallet on Stripe's page; where it is not offered, why. */
export function OnlinePayment({ order, amount, attempts, mode, answer }: OnlinePaymentProps) {
  const texts = usePaymentsTexts().online
  const format = useFormat()
  const standing = attempts.find(({ state }) => isAlive(state))
  const refusal =
    amount === null ? null : whyNotOffer({ amount, currency: order.currency }, { configured: mode !== null })
  const offered = amount !== null && !standing && !refusal
  const said = answer?.values.move === 'online' ? answer.refusal : null
  return (
    <Section
      title={texts.title}
      sentence={texts.lead(format.money(limits.floor), format.money(limits.ceiling))}
    >
      <div className="space-y-4">
        {!refusal && <StripeBanner mode={mode} />}
        {said && <Notice meaning="risk" title={said.sentence} />}
        {refusal && <p className="text-ink-soft">{texts.notOffered[refusal]}</p>}
        {standing && <Standing attempt={standing} orderId={order.id} stale={standing.amount !== amount} />}
        {offered && (
          <MoveForm move="online" className="space-y-3">
            <p>
              {texts.methods(methodsFor(amount).map((method) => texts.method[method]))} {texts.noFee}
            </p>
            <Button look="primary">{texts.pay(format.money(amount, order.currency))}</Button>
          </MoveForm>
        )}
        {attempts.length > 0 && (
          <Table
            caption={texts.attempts}
            rows={attempts}
            rowKey={({ id }) => id}
            empty={null}
            columns={[
              { key: 'at', head: texts.at, type: 'date', cell: ({ askedAt }) => <Moment at={askedAt} /> },
              { key: 'state', head: texts.state, cell: ({ state }) => <AttemptChip state={state} /> },
              {
                key: 'method',
                head: texts.way,
                cell: ({ method, failure }) =>
                  (isMethod(method) ? texts.method[method] : '—') +
                  (failure ? ` · ${texts.failures[failure] ?? texts.failures.other}` : ''),
              },
              { key: 'person', head: texts.person, cell: ({ person }) => person ?? '—' },
              {
                key: 'amount',
                head: texts.amount,
                type: 'money',
                narrow: 'end',
                cell: ({ amount: fen, currency }) => <Money fen={fen} currency={currency} />,
              },
            ]}
          />
        )}
      </div>
    </Section>
  )
}

type StandingProps = { attempt: ListedAttempt; orderId: string; stale: boolean }

function Standing({ attempt, orderId, stale }: StandingProps) {
  const texts = usePaymentsTexts().online
  const checkout = `/orders/${orderId}/payment/checkout`
  return (
    <Notice
      meaning={attempt.state === 'processing' ? 'info' : 'attention'}
      title={texts.states[attempt.state]}
      actions={
        attempt.state !== 'processing' && (
          <>
            {!stale && (
              <LinkButton to={checkout} look="primary" reloadDocument>
                {texts.goOn}
              </LinkButton>
            )}
            <MoveForm move="close" action={checkout}>
              <Button>{texts.close}</Button>
            </MoveForm>
          </>
        )
      }
    >
      <Money fen={attempt.amount} currency={attempt.currency} />{' '}
      {stale && attempt.state !== 'processing' ? texts.stale : texts.meanings[attempt.state]}
    </Notice>
  )
}
