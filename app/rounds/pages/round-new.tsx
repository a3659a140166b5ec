import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import * as z from 'zod'
import { Button } from '~/design/button'
import { LinkButton } from '~/design/link-button'
import { useLocale } from '~/design/locale'
import { useNamed } from '~/design/named'
import { Notice } from '~/design/notice'
import { PageHead } from '~/design/page-head'
import { Stepper } from '~/design/stepper'
import { answerOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { draftRound } from '../commands.server'
import { draftFromTemplate } from '../templates/commands.server'
import { findTemplate } from '../templates/queries.server'
import { prefillLots } from '../drafts/prefill.server'
import { listSubjects } from '../drafts/queries.server'
import { subjectsIn } from '../drafts/subjects'
import { roundForm } from '../form'
import { RoundFields } from '../parts/round-fields'
import { useRoundsTexts } from '../parts/texts'

export const handle = page({ access: 'round.run', title: 'rounds.new' })

// The profile is a group of radio buttons, which the browser's early check does not watch.
const form = roundForm.extend({
  profile: roundForm.shape.profile.default('enterprise'),
  subjects: z.string().max(4000).default(''),
  template: z.union([z.literal('').transform(() => null), z.uuid()]).default(null),
})

export async function loader(args: LoaderFunctionArgs) {
  const { db, url } = await enter(args, handle)
  const asked = new Set(url.searchParams.getAll('subject'))
  const { editions, classes } = await listSubjects(db)
  const template =
    url.searchParams.get('template') && found(await findTemplate(db, url.searchParams.get('template')))
  return {
    subjects: [...classes, ...editions].filter(({ value }) => asked.has(value)),
    template: template || null,
  }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  return withForm(entered, form, async (tx, { subjects, template, ...values }) => {
    const roundId = template
      ? await draftFromTemplate(tx, entered.actor, template, values, entered.now)
      : await draftRound(tx, entered.actor, values, entered.now)
    await prefillLots(tx, roundId, subjectsIn(subjects.split(',')))
    return redirect(`/rounds/${roundId}/draft/lots?done=round-drafted`)
  })
}

export default function NewRound() {
  const { subjects, template } = useLoaderData<typeof loader>()
  const named = useNamed()
  const answer = answerOf(useActionData<typeof action>())
  const all = useRoundsTexts()
  const texts = all.wizard
  const zh = useLocale() === 'zh'
  const steps = Object.values(texts.steps)
  return (
    <>
      <PageHead
        trail={[{ label: all.list.title, to: '/rounds' }]}
        title={texts.title}
        sentence={texts.lead}
        primary={!template && <LinkButton to="/rounds/templates">{all.templates.title}</LinkButton>}
      />
      <Stepper present={0} steps={steps.map((label) => ({ label }))} />
      {subjects.length > 0 && (
        <div className="mb-6">
          <Notice meaning="info" title={texts.fromWish}>
            {subjects.map((subject) => (zh ? subject.zh : subject.en)).join(zh ? '、' : ', ')}
          </Notice>
        </div>
      )}
      {template && (
        <div className="mb-6">
          <Notice meaning="info">
            {all.templates.begins(named(template.name, template.nameEn), String(template.version))}
          </Notice>
        </div>
      )}
      <CheckedForm form={form} answer={answer} className="max-w-2xl space-y-5">
        {(field, busy) => (
          <>
            <input
              type="hidden"
              name="subjects"
              value={subjects.map(({ value }) => value).join(',')}
              readOnly
            />
            <input type="hidden" name="template" value={template?.id ?? ''} readOnly />
            <RoundFields
              field={field}
              answer={answer}
              profile={template?.profile ?? 'enterprise'}
              only={template?.profile}
            />
            <Button look="primary" busy={busy}>
              {texts.start}
            </Button>
          </>
        )}
      </CheckedForm>
    </>
  )
}
