import { useFormat } from '~/design/format'
import { useNamed } from '~/design/named'
import { Section } from '~/design/section'
import { metricWord, termWord, useVocabulary } from '~/texts/vocabulary'
import type { Answer } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import { MoveReason } from '~/web/move-reason'
import { useDemandsTexts } from '../../parts/texts'
import { differencesOf, keyOf, needKey } from '../merging'
import type { NamedProposal } from '../queries.server'

type ProposalListProps = { proposals: readonly NamedProposal[]; merges: boolean; answer: Answer | undefined }

/** Needs that are alike: why they could be bought as one, and the way to do it. */
export function ProposalList({ proposals, merges, answer }: ProposalListProps) {
  const texts = useDemandsTexts().merging
  const format = useFormat()
  const named = useNamed()
  const words = useVocabulary()
  if (proposals.length === 0) return null
  return (
    <Section title={texts.title} count={proposals.length} sentence={texts.lead}>
      <ul className="divide-y divide-line border-y border-line">
        {proposals.map((proposal) => {
          const { needs, quantity, grounds, zh, en } = proposal
          const key = keyOf(proposal)
          const mine = answer?.values.key === key ? answer : undefined
          return (
            <li key={key} className="py-3">
              <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
                <div className="min-w-0 flex-1 basis-72">
                  <h3 className="font-medium">{texts.into(named(zh, en), format.number(quantity))}</h3>
                  <p className="text-sm text-ink-soft">
                    {texts.why[grounds]} {texts.differ(differencesOf(proposal).map((one) => texts.in[one]))}
                  </p>
                </div>
                {merges && (
                  <div className="flex flex-wrap gap-2">
                    {(['round', 'wish'] as const).map((move) => (
                      <ConfirmMove
                        key={move}
                        id={`${move}-${key}`}
                        move={move}
                        look="secondary"
                        answer={mine}
                        verb={texts.moves[move].verb}
                        title={texts.moves[move].title(named(zh, en))}
                        consequences={[texts.moves[move].what, texts.told]}
                        undo={{ possible: true, words: texts.undo }}
                      >
                        <input type="hidden" name="key" value={key} />
                        <input type="hidden" name="seen" value={String(quantity)} />
                        <MoveReason
                          move={move}
                          id={`${move}-${key}`}
                          answer={mine}
                          label={texts.reason}
                          maxLength={500}
                        />
                      </ConfirmMove>
                    ))}
                  </div>
                )}
              </div>
              <ul className="mt-1.5 text-sm">
                {needs.map((need) => (
                  <li
                    key={needKey(need)}
                    className="flex flex-wrap items-baseline justify-between gap-x-4 py-0.5"
                  >
                    <span className="min-w-0">
                      {named(need.zh, need.en)}{' '}
                      <span className="text-ink-soft">
                        {metricWord(words, need.metric)} · {termWord(words, need.term, need.termMonths)}
                      </span>
                    </span>
                    <span className="figure text-ink-soft">
                      {texts.of(format.number(need.quantity), format.number(need.organizations))}
                    </span>
                  </li>
                ))}
              </ul>
            </li>
          )
        })}
      </ul>
    </Section>
  )
}
