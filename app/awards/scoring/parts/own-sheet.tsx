import { Form } from '@remix-run/react'
import { useBidTexts } from '~/bids/parts/texts'
import { Button } from '~/design/button'
import { Facts } from '~/design/facts'
import { FormSummary } from '~/design/form-summary'
import { useFormat } from '~/design/format'
import { useNamed } from '~/design/named'
import { NumberField } from '~/design/number-field'
import { Section } from '~/design/section'
import { type Answer, problemOf, valueOf } from '~/web/answer'
import { StepUpField } from '~/web/checked-form'
import { KeyField } from '~/web/key-field'
import { useAwardTexts } from '../../parts/texts'
import type { ScoringBid } from '../queries.server'

type OwnSheetProps = { bids: readonly ScoringBid[]; complete: boolean; answer: Answer | undefined }

/** An evaluator's own sheet: each bid with what it answers, and a field for every criterion. */
export function OwnSheet({ bids, complete, answer }: OwnSheetProps) {
  const texts = useAwardTexts().scoring
  const mine = answer?.values.move === 'save' ? answer : undefined
  const perBid = bids[0]?.criteria.length ?? 0
  return (
    <Section title={texts.own} count={bids.length} sentence={texts.ownLead}>
      <Form method="post">
        <KeyField />
        <input type="hidden" name="move" value="save" />
        {mine && mine.refusal?.field !== 'totp' && (
          <FormSummary
            problems={mine.problems}
            refusal={mine.refusal ? { what: mine.refusal.sentence } : null}
          />
        )}
        {bids.map((bid, at) => (
          <ScoredBid key={bid.id} bid={bid} from={at * perBid} answer={mine} />
        ))}
        {mine?.refusal?.field === 'totp' && <StepUpField error={mine.refusal.sentence} />}
        <div className="mt-4">
          <Button look={complete ? 'secondary' : 'primary'}>{texts.save}</Button>
        </div>
      </Form>
    </Section>
  )
}

type ScoredBidProps = { bid: ScoringBid; from: number; answer: Answer | undefined }

function ScoredBid({ bid, from, answer }: ScoredBidProps) {
  const texts = useAwardTexts().scoring
  const format = useFormat()
  const named = useNamed()
  const words: Record<string, string> = useBidTexts().entry.responses
  const product = [named(bid.productZh, bid.productEn), named(bid.edition, bid.editionEn)]
  const criterionOf = new Map(bid.criteria.map(({ code, name }) => [code, name]))
  return (
    <article className="border-t border-line py-5">
      <h3 className="mb-1 font-semibold">
        <span className="figure mr-2 text-ink-soft">{bid.code}</span>
        {named(bid.vendor, bid.vendorEn)}
      </h3>
      <p className="mb-3 text-ink-soft">{product.filter(Boolean).join(' ')}</p>
      <Facts
        layout="row"
        items={Object.entries(bid.responses ?? {}).map(([code, value]) => ({
          label: words[code] ?? criterionOf.get(code) ?? code,
          value: <p className="max-w-prose whitespace-pre-wrap">{value}</p>,
        }))}
      />
      <div className="mt-4 grid gap-x-6 gap-y-4 sm:grid-cols-2 lg:grid-cols-4">
        {bid.criteria.map(({ code, name, weight, mine }, at) => {
          const field = `scores.${from + at}`
          return (
            <div key={code}>
              <input type="hidden" name={`${field}.bidId`} value={bid.id} />
              <input type="hidden" name={`${field}.criterion`} value={code} />
              <NumberField
                name={`${field}.points`}
                id={`${field}.points`}
                label={name}
                inputMode="decimal"
                unit={texts.outOf(format.number(weight))}
                defaultValue={valueOf(answer, `${field}.points`, mine === null ? '' : String(mine / 100))}
                error={problemOf(answer, `${field}.points`) ?? null}
              />
            </div>
          )
        })}
      </div>
    </article>
  )
}
