import type { ReactNode } from 'react'
import { Chip } from '~/design/chip'
import { Day } from '~/design/day'
import { Hash } from '~/design/hash'
import { Icon, type IconName } from '~/design/icons'
import { Moment } from '~/design/moment'
import { TextLink } from '~/design/text-link'
import { useLicensesTexts } from '../../parts/texts'
import type { RecordBody, RecordFact } from '../queries.server'

type TraceProps = {
  record: RecordBody
  orderId: string | null
  roundId: string | null
  facts: readonly RecordFact[]
}

type Step = { key: string; icon: IconName; title: ReactNode; when?: ReactNode; proof?: string | null }

/** From the tender to the delivery and the payment: each step of a purchase with its document and digest. */
export function Trace({ record, orderId, roundId, facts }: TraceProps) {
  const texts = useLicensesTexts().record.steps
  const { tender, contract, order, delivery } = record
  const order_ = orderId ? <TextLink to={`/orders/${orderId}`}>{order.no}</TextLink> : order.no
  const steps: (Step | null | false)[] = [
    tender && {
      key: 'tender',
      icon: 'flag',
      title: (
        <>
          {texts.tender}{' '}
          {roundId ? <TextLink to={`/rounds/${roundId}`}>{tender.round}</TextLink> : tender.round}
          {tender.lot && ` · ${texts.lot} ${tender.lot}`}
        </>
      ),
      proof: tender.noticeSha256,
    },
    tender && {
      key: 'award',
      icon: 'check-circle',
      title: (
        <>
          {texts.award} {roundId && <TextLink to={`/rounds/${roundId}/award`}>{texts.toAward}</TextLink>}
        </>
      ),
      proof: tender.awardSha256,
    },
    contract && {
      key: 'contract',
      icon: 'edit',
      title: (
        <>
          {texts.contract} {contract.no}
        </>
      ),
      when: <Day on={contract.signedOn} />,
      proof: contract.sha256,
    },
    {
      key: 'order',
      icon: 'document',
      title: (
        <>
          {texts.order} {order_} · {texts.line(order.line)}
        </>
      ),
    },
    {
      key: 'delivery',
      icon: 'box',
      title: (
        <>
          {texts.delivery} {delivery.no}
        </>
      ),
      when: <Moment at={new Date(delivery.at)} />,
      proof: delivery.evidenceSha256,
    },
    ...facts.map(({ id, kind, ref, at, intact }): Step => ({
      key: id,
      icon: kind === 'payment' || kind === 'refund' ? 'card' : kind === 'acceptance' ? 'check' : 'document',
      title: (
        <>
          {texts.facts[kind]} {ref} {!intact && <Chip meaning="risk">{texts.altered}</Chip>}
        </>
      ),
      when: <Moment at={at} />,
    })),
  ]
  return (
    <ol>
      {steps
        .filter((step): step is Step => Boolean(step))
        .map(({ key, icon, title, when, proof }, at, all) => (
          <li key={key} className="relative flex gap-3 pb-4 last:pb-0">
            {at < all.length - 1 && (
              <span aria-hidden className="absolute top-6 bottom-0 left-[0.6875rem] w-px bg-line" />
            )}
            <span className="relative flex size-6 shrink-0 items-center justify-center rounded-full border border-accent bg-surface text-accent">
              <Icon name={icon} className="size-3.5" />
            </span>
            <div className="min-w-0">
              <p>
                <span className="font-medium">{title}</span>
                {when && <span className="ml-2 text-sm text-ink-soft">{when}</span>}
              </p>
              {proof && <Hash value={proof} short />}
            </div>
          </li>
        ))}
    </ol>
  )
}
