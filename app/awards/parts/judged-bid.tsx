import { BidFiles } from '~/bids/files/parts/bid-files'
import { BidChip, useReason } from '~/bids/parts/bid-chip'
import { useBidTexts } from '~/bids/parts/texts'
import { ChoiceGroup } from '~/design/choice-group'
import { Facts } from '~/design/facts'
import { useFormat } from '~/design/format'
import { useNamed } from '~/design/named'
import { TextField } from '~/design/text-field'
import { useAuthorizationTexts } from '~/rounds/authorizations/parts/texts'
import { type Answer, problemOf, valueOf } from '~/web/answer'
import type { Judging } from '../eligibility/queries.server'
import { LetterCover } from './letter-cover'
import { useAwardTexts } from './texts'

type JudgedBidProps = {
  bid: Judging['bids'][number]
  needed: number
  /** The place of its fields in the form; null: only to be read. */
  place: number | null
  answer: Answer | undefined
}

/** One bid before its price is known: who offers what, how it answers, and the verdict. */
export function JudgedBid({ bid, needed, place, answer }: JudgedBidProps) {
  const texts = useAwardTexts().eligibility
  const { entry } = useBidTexts()
  const { cover } = useAuthorizationTexts()
  const reasonOf = useReason()
  const named = useNamed()
  const words: Record<string, string> = entry.responses
  const product = [named(bid.productZh, bid.productEn), named(bid.edition, bid.editionEn)]
    .filter(Boolean)
    .join(' ')
  return (
    <article className="border-t border-line py-5">
      <header className="mb-3 flex flex-wrap items-center gap-x-3 gap-y-1">
        <h3 className="font-semibold">
          <span className="figure mr-2 text-ink-soft">{bid.code}</span>
          {named(bid.vendor, bid.vendorEn)}
        </h3>
        <BidChip state={bid.state} />
        <Agreement bid={bid} needed={needed} />
      </header>
      <Facts
        layout="row"
        items={[
          ...(product ? [{ label: texts.product, value: product }] : []),
          {
            label: texts.qualification,
            value: bid.qualification ? texts.qualifications[bid.qualification] : texts.noQualification,
            ...(bid.judgedBy !== null &&
              bid.askedBy !== null &&
              bid.judgedBy < bid.askedBy && {
                hint: texts.olderCriteria(String(bid.judgedBy), String(bid.askedBy)),
              }),
          },
          ...(bid.cover
            ? [
                {
                  label: cover.title,
                  value: (
                    <LetterCover cover={bid.cover} product={named(bid.productZh, bid.productEn) ?? ''} />
                  ),
                },
              ]
            : []),
          ...Object.entries(bid.responses ?? {}).map(([code, value]) => ({
            label: words[code] ?? code,
            value: <p className="max-w-prose whitespace-pre-wrap">{value}</p>,
          })),
          ...(bid.files?.length ? [{ label: entry.files, value: <BidFiles files={bid.files} /> }] : []),
          ...(place === null && (bid.why ?? bid.reason)
            ? [{ label: texts.reason, value: reasonOf(bid.why ?? bid.reason) }]
            : []),
        ]}
      />
      <Before bid={bid} />
      {place !== null && <Verdict bid={bid} place={place} answer={answer} />}
    </article>
  )
}

/** What was decided of it before an upheld challenge had it judged again. */
function Before({ bid: { before } }: Pick<JudgedBidProps, 'bid'>) {
  const texts = useAwardTexts().eligibility
  const format = useFormat()
  if (before.length === 0) return null
  return (
    <ul className="mt-3 space-y-1 border-l-2 border-line pl-3 text-sm text-ink-soft">
      {before.map(({ eligible, reason, fixedAt }) => (
        <li key={String(fixedAt)}>
          {texts.before(texts.verdicts[eligible ? 'eligible' : 'ineligible'], format.dateTime(fixedAt))}
          {reason && ` · ${reason}`}
        </li>
      ))}
    </ul>
  )
}

function Agreement({ bid, needed }: Pick<JudgedBidProps, 'bid' | 'needed'>) {
  const texts = useAwardTexts().eligibility
  const format = useFormat()
  if (bid.state !== 'opened' || bid.verdict === null) return null
  return (
    <span className="text-sm text-ink-soft">
      {texts.verdicts[bid.verdict]} · {texts.agreed(format.number(bid.agreed), format.number(needed))}
      {bid.mine && ` · ${texts.mine}`}
    </span>
  )
}

function Verdict({ bid, place, answer }: Omit<JudgedBidProps, 'place' | 'needed'> & { place: number }) {
  const texts = useAwardTexts().eligibility
  const name = `decisions.${place}`
  return (
    <div className="mt-3 grid items-start gap-x-8 gap-y-3 sm:grid-cols-[auto_1fr]">
      <input type="hidden" name={`${name}.bidId`} value={bid.id} />
      <ChoiceGroup
        type="radio"
        inline
        name={`${name}.verdict`}
        label={texts.verdict}
        chosen={valueOf(answer, `${name}.verdict`, bid.verdict ?? '')}
        choices={[
          { value: 'eligible', label: texts.verdicts.eligible },
          { value: 'ineligible', label: texts.verdicts.ineligible },
        ]}
      />
      <TextField
        name={`${name}.reason`}
        id={`${name}.reason`}
        label={texts.reason}
        hint={texts.reasonHint}
        optional
        maxLength={2000}
        width="full"
        defaultValue={valueOf(answer, `${name}.reason`, bid.why ?? '')}
        error={problemOf(answer, `${name}.reason`)}
      />
    </div>
  )
}
