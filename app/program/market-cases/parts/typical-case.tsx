import { Button } from '~/design/button'
import { Moment } from '~/design/moment'
import { Notice } from '~/design/notice'
import { Section } from '~/design/section'
import { TextArea } from '~/design/text-area'
import { TextLink } from '~/design/text-link'
import { type Answer, valueOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { ConfirmMove } from '~/web/confirm-move'
import { useMarketTexts } from '../../parts/market-texts'
import { PlainText } from '../../parts/plain-text'
import { maskForm } from '../form'

type TypicalCaseProps = {
  its: { published: string | null; publishedEn: string; publishedAt: Date | null }
  draft: string
  writes: boolean
  publishes: boolean
  answer: Answer | undefined
}

/** The masked text of a decided case: written by one, read and published by another. */
export function TypicalCase({ its, draft, writes, publishes, answer }: TypicalCaseProps) {
  const texts = useMarketTexts().case
  if (its.publishedAt)
    return (
      <Section title={texts.typical}>
        <PlainText>{its.published!}</PlainText>
        {its.publishedEn && <PlainText>{its.publishedEn}</PlainText>}
        <p className="mt-2 text-ink-soft">
          {texts.publishedOn} <Moment at={its.publishedAt} />{' '}
          <TextLink to="/typical-cases">{texts.page}</TextLink>
        </p>
      </Section>
    )
  if (!writes) return null
  const mine = valueOf(answer, 'move') === 'mask' ? answer : undefined
  return (
    <Section title={texts.typical} sentence={texts.typicalLead}>
      {its.published !== null && (
        <div className="mb-4">
          <Notice
            meaning="attention"
            title={texts.waits}
            actions={
              publishes && (
                <ConfirmMove
                  move="publish"
                  verb={texts.publish}
                  title={texts.publishWhat}
                  consequences={[its.published, texts.publishWho]}
                  undo={{ possible: false, words: texts.publishUndo }}
                  answer={answer}
                />
              )
            }
          >
            {its.published}
          </Notice>
        </div>
      )}
      <CheckedForm
        form={maskForm}
        answer={mine}
        defaults={{ published: draft, publishedEn: its.publishedEn }}
        className="max-w-2xl space-y-5"
      >
        {(field, busy) => (
          <>
            <input type="hidden" name="move" value="mask" />
            <TextArea
              {...field('published')}
              label={texts.masked}
              hint={texts.maskedHint}
              rows={4}
              width="full"
            />
            <TextArea {...field('publishedEn')} label={texts.maskedEn} rows={4} width="full" optional />
            <Button busy={busy}>{texts.mask}</Button>
          </>
        )}
      </CheckedForm>
    </Section>
  )
}
