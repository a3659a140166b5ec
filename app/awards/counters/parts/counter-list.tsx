import { Chip } from '~/design/chip'
import { Code } from '~/design/code'
import { Empty } from '~/design/empty'
import { useFormat } from '~/design/format'
import { Moment } from '~/design/moment'
import { useNamed } from '~/design/named'
import { Section } from '~/design/section'
import type { Answer } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import { useAwardTexts } from '../../parts/texts'
import type { CounterAward } from '../queries.server'

type CounterListProps = { counters: CounterAward[]; mayReplace: boolean; answer: Answer | undefined }

/** What was handed in, each with the verifier's word. */
export function CounterList({ counters, mayReplace, answer }: CounterListProps) {
  const texts = useAwardTexts().counter
  return (
    <Section title={texts.list} count={counters.length}>
      {counters.length === 0 ? (
        <Empty title={texts.empty} why={texts.emptyWhy} icon="scales" />
      ) : (
        <ul className="divide-y divide-line border-y border-line">
          {counters.map((counter) => (
            <li key={counter.id} className="py-4">
              <Verdict counter={counter} mayReplace={mayReplace} answer={answer} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

type VerdictProps = { counter: CounterAward; mayReplace: boolean; answer: Answer | undefined }

function Verdict({ counter, mayReplace, answer }: VerdictProps) {
  const texts = useAwardTexts().counter
  const format = useFormat()
  const named = useNamed()
  const { id, accepted, gain, errors, at, isStanding } = counter
  const mine = answer?.values.counter === id ? answer : undefined
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
      <div className="min-w-0 space-y-1">
        <p className="flex flex-wrap items-center gap-x-3">
          <Chip meaning={accepted ? 'ok' : errors.length > 0 ? 'risk' : 'quiet'}>
            {accepted ? texts.better : errors.length > 0 ? texts.infeasible : texts.notBetter}
          </Chip>
          <span className="font-medium">{named(counter.name, counter.nameEn)}</span>
          <Moment at={at} />
        </p>
        {errors.length === 0 && gain !== null && (
          <p>{accepted ? texts.gain(format.money(gain)) : texts.noGain(format.money(-gain))}</p>
        )}
        {errors.length > 0 && (
          <ul className="list-disc pl-5 text-ink-soft">
            {errors.slice(0, 8).map(({ code, where }) => (
              <li key={`${code} ${where}`}>
                {texts.errors[code as keyof typeof texts.errors] ?? code} <Code>{where}</Code>
              </li>
            ))}
            {errors.length > 8 && <li>{texts.more(format.number(errors.length - 8))}</li>}
          </ul>
        )}
        {accepted && !isStanding && <p className="text-ink-soft">{texts.replaced}</p>}
      </div>
      {accepted && isStanding && mayReplace && (
        <ConfirmMove
          id={`replace-${id}`}
          move="replace"
          answer={mine}
          verb={texts.replace}
          title={texts.replaceTitle}
          consequences={[texts.replaceWhat, texts.replaceNotice, texts.replaceStandstill]}
          undo={{ possible: false, words: texts.replaceUndo }}
        >
          <input type="hidden" name="counter" value={id} />
        </ConfirmMove>
      )}
    </div>
  )
}
