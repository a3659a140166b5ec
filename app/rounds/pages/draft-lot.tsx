import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { LinkButton } from '~/design/link-button'
import { useLocale } from '~/design/locale'
import { SelectField } from '~/design/select-field'
import { toDecimal } from '~/kernel/money'
import { useVocabulary } from '~/texts/vocabulary'
import { answerOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { addLot, changeLot } from '../commands.server'
import { type UsualLot, usualLot } from '../drafts/prefill.server'
import { findDraft, findDraftLot, listSubjects } from '../drafts/queries.server'
import { subjectsIn, usualMinimum } from '../drafts/subjects'
import { lotForm } from '../form'
import { DraftFrame, draftPath } from '../parts/draft-frame'
import { LotFields } from '../parts/lot-fields'
import { useRoundsTexts } from '../parts/texts'
import type { Lot } from '../queries.server'

export const handle = page({ access: 'round.run', title: 'rounds.draft' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, url } = await enter(args, handle)
  const draft = found(await findDraft(db, actor, params.roundId!))
  const lot = params.lotId ? found(await findDraftLot(db, draft, params.lotId)) : null
  const subject = url.searchParams.get('subject') ?? (lot && subjectOf(lot))
  const [wanted] = subjectsIn([subject ?? ''])
  const usual = wanted ? ((await usualLot(db, wanted)) ?? null) : null
  return { draft, lot, subject: usual && subject, usual, subjects: await listSubjects(db) }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const { roundId, lotId } = entered.params
  return withForm(entered, lotForm, async (tx, values) => {
    if (lotId) await changeLot(tx, entered.actor, roundId!, lotId, values)
    else await addLot(tx, entered.actor, roundId!, values)
    return redirect(`${draftPath(roundId!, 'lots')}?done=${lotId ? 'saved' : 'lot-added'}`)
  })
}

const subjectOf = ({ editionId, classId }: Lot) => (editionId ? `edition:${editionId}` : `class:${classId}`)

export default function DraftLot() {
  const { draft, lot, subject, usual, subjects } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const { lot: texts, back } = useRoundsTexts().wizard
  const words = useVocabulary()
  const zh = useLocale() === 'zh'
  const known = [...subjects.classes, ...subjects.editions].find(({ value }) => value === subject)
  const named = (one: { value: string; zh: string; en: string }) => ({
    value: one.value,
    label: zh ? one.zh : one.en,
  })
  return (
    <DraftFrame
      draft={draft}
      step="lots"
      sentence={lot ? texts.editTitle(lot.code) : texts.addTitle}
      primary={<LinkButton to={draftPath(draft.id, 'lots')}>{back}</LinkButton>}
    >
      <Form method="get" className="mb-8 flex flex-wrap items-end gap-3">
        <div className="min-w-0 grow sm:max-w-md">
          <SelectField
            name="subject"
            id="choose"
            label={known ? texts.change : texts.choose}
            empty
            key={subject}
            defaultValue={subject ?? ''}
            options={[
              { label: texts.classes, options: subjects.classes.map(named) },
              ...Object.entries(Object.groupBy(subjects.editions, ({ category }) => category)).map(
                ([category, editions]) => ({
                  label: words.categories[category as keyof typeof words.categories],
                  options: editions.map(named),
                }),
              ),
            ]}
          />
        </div>
        <Button>{texts.fill}</Button>
      </Form>
      {subject && usual && known ? (
        <CheckedForm
          key={subject}
          form={lotForm}
          answer={answer}
          defaults={defaultsOf(lot && subjectOf(lot) === subject ? lot : null, subject, usual)}
          className="space-y-6"
        >
          {(field, busy) => (
            <>
              <input type="hidden" {...field('subject')} value={subject} readOnly />
              <p className="text-lg font-semibold">{zh ? known.zh : known.en}</p>
              <LotFields field={field} product={subject.startsWith('edition:')} usual={usual} />
              <Button look="primary" busy={busy}>
                {texts.save}
              </Button>
            </>
          )}
        </CheckedForm>
      ) : (
        <p className="text-ink-soft">{texts.chooseHint}</p>
      )}
    </DraftFrame>
  )
}

function defaultsOf(lot: Lot | null, subject: string, usual: UsualLot): Record<string, string> {
  const price = lot?.referencePrice ?? usual.referencePrice
  return {
    subject,
    justification: lot?.justification?.trim() ?? '',
    metric: lot?.metric ?? usual.metric,
    term: lot?.term ?? usual.term,
    termMonths: String((lot ? lot.termMonths : usual.termMonths) ?? ''),
    referencePrice: price === null ? '' : toDecimal(price),
    referenceSource: lot?.referenceSource ?? 'list',
    referenceNote: lot?.referenceNote ?? '',
    minVolume: String(lot?.minVolume ?? usualMinimum(usual.quantity)),
    milestones: lot?.milestones.join(', ') ?? '',
    maxWinners: String(lot?.maxWinners ?? 1),
    contractMonths: String(lot?.contractMonths ?? usual.termMonths ?? 12),
  }
}
