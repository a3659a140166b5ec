import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { DateField } from '~/design/date-field'
import { useFormat } from '~/design/format'
import { MoneyField } from '~/design/money-field'
import { Notice } from '~/design/notice'
import { NumberField } from '~/design/number-field'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { TextArea } from '~/design/text-area'
import { useSubject } from '~/demands/parts/subject'
import { toDecimal } from '~/kernel/money'
import { type Answer, answerOf } from '~/web/answer'
import { CheckedForm, type FieldOf } from '~/web/checked-form'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { localMoment } from '../../form'
import { useRoundTitle } from '../../parts/round-title'
import { useRoundsTexts } from '../../parts/texts'
import { findRound, listLots } from '../../queries.server'
import { amendableTerms, type Change } from '../changes'
import { amendRound, planAddendum } from '../commands.server'
import { addendumForm } from '../form'
import { RedLine } from '../parts/red-line'

export const handle = page({ access: 'round.run', title: 'rounds.addendum-new', stepUp: true })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const { notice: _, ...round } = found(await findRound(db, actor, params.roundId!))
  const notice = found(round.noticeHash).toString('hex')
  return { round, notice, lots: await listLots(db, round.id) }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const roundId = entered.params.roundId!
  const typed = await entered.request.clone().formData()
  return withForm(entered, addendumForm, async (tx, values) => {
    if (values.move === 'preview')
      return previewOf(await planAddendum(tx, entered.actor, roundId, values), typed)
    await amendRound(tx, entered.actor, roundId, values)
    return redirect(`/rounds/${roundId}/addenda?done=addendum`)
  })
}

type Preview = Answer & {
  preview: { changes: Change[]; material: boolean; reopens: boolean; bidsCloseAt: Date }
}

/** What would follow, with everything that was typed. */
function previewOf(plan: Awaited<ReturnType<typeof planAddendum>>, typed: FormData): Preview {
  const { changes, material, reopens, times } = plan
  const values = [...typed].filter(([name]) => !name.startsWith('_') && name !== 'move')
  return {
    problems: [],
    refusal: null,
    values: Object.fromEntries(values.map(([name, value]) => [name, String(value)])),
    preview: { changes, material, reopens, bidsCloseAt: times.bidsCloseAt },
  }
}

const moments = ['questionsCloseAt', 'pledgesCloseAt', 'bidsCloseAt', 'openingAt'] as const

export default function AddendumNew() {
  const { round, notice, lots } = useLoaderData<typeof loader>()
  const data = useActionData<typeof action>()
  const answer = answerOf(data)
  const preview = data && 'preview' in data ? (data as Preview).preview : null
  const all = useRoundsTexts()
  const texts = all.addenda
  const titleOf = useRoundTitle()
  const defaults = {
    ...Object.fromEntries(moments.map((name) => [name, localMoment(round[name]!)])),
    ...Object.fromEntries(amendableTerms.map((name) => [name, String(round.terms[name])])),
    ...Object.fromEntries(lots.flatMap((lot, place) => Object.entries(lotDefaults(lot, place)))),
  }
  return (
    <>
      <PageHead
        trail={[
          { label: all.list.title, to: '/rounds' },
          { label: titleOf(round), to: `/rounds/${round.id}` },
        ]}
        title={texts.create}
        sentence={texts.createLead}
      />
      <CheckedForm form={addendumForm} answer={answer} defaults={defaults} className="max-w-3xl">
        {(field, busy) => (
          <>
            <input type="hidden" name="notice" value={notice} />
            {preview && <Consequences preview={preview} />}
            <div className="space-y-8">
              <TextArea
                {...field('reason')}
                label={texts.reason}
                hint={texts.reasonHint}
                width="full"
                rows={3}
              />
              <Section title={all.wizard.steps.timetable}>
                <div className="grid gap-5 sm:grid-cols-2">
                  {moments.map((name) => (
                    <DateField key={name} {...field(name)} label={texts.fields[name]} time />
                  ))}
                </div>
              </Section>
              <Lots lots={lots} field={field} />
              <Section title={all.wizard.steps.terms}>
                <div className="grid gap-5 sm:grid-cols-2">
                  {amendableTerms.map((name) => (
                    <NumberField key={name} {...field(name)} label={texts.fields[name]} />
                  ))}
                </div>
              </Section>
            </div>
            <div className="mt-8 flex flex-wrap gap-3">
              <Button name="move" value="preview" look={preview ? 'secondary' : 'primary'} busy={busy}>
                {texts.preview}
              </Button>
              {preview && (
                <Button name="move" value="publish" look="primary" busy={busy}>
                  {texts.publish}
                </Button>
              )}
            </div>
          </>
        )}
      </CheckedForm>
    </>
  )
}

type Lots = Awaited<ReturnType<typeof loader>>['lots']

const lotDefaults = (lot: Lots[number], place: number) => ({
  [`lots.${place}.referencePrice`]: toDecimal(lot.referencePrice),
  [`lots.${place}.minVolume`]: String(lot.minVolume),
  [`lots.${place}.maxWinners`]: String(lot.maxWinners),
  [`lots.${place}.contractMonths`]: String(lot.contractMonths),
})

function Lots({ lots, field }: { lots: Lots; field: FieldOf }) {
  const { addenda: texts } = useRoundsTexts()
  const subject = useSubject()
  return (
    <>
      {lots.map((lot, place) => (
        <Section key={lot.id} title={`${lot.code} ${subject(lot)}`}>
          <input type="hidden" name={`lots.${place}.id`} value={lot.id} />
          <div className="grid gap-5 sm:grid-cols-2">
            <MoneyField {...field(`lots.${place}.referencePrice`)} label={texts.fields.referencePrice} />
            {(['minVolume', 'maxWinners', 'contractMonths'] as const).map((name) => (
              <NumberField key={name} {...field(`lots.${place}.${name}`)} label={texts.fields[name]} />
            ))}
          </div>
        </Section>
      ))}
    </>
  )
}

/** What follows from the addendum, before it is published. */
function Consequences({ preview }: { preview: Preview['preview'] }) {
  const texts = useRoundsTexts().addenda
  const format = useFormat()
  const { changes, material, reopens, bidsCloseAt } = preview
  const moved = changes.some(({ path }) => path === 'bidsCloseAt')
  return (
    <div className="mb-8 space-y-4">
      <Notice meaning={material ? 'attention' : 'info'} title={material ? texts.material : texts.minor}>
        <ul className="mt-1 list-disc space-y-1 pl-5">
          <li>{material ? texts.consequences.invalidate : texts.consequences.inform}</li>
          {reopens && <li>{texts.consequences.reopen}</li>}
          {moved && <li>{texts.consequences.extend(format.dateTime(bidsCloseAt))}</li>}
          <li>{texts.consequences.notice}</li>
        </ul>
      </Notice>
      <RedLine changes={changes} />
    </div>
  )
}
