import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { useFormat } from '~/design/format'
import { Notice } from '~/design/notice'
import { PageHead } from '~/design/page-head'
import { TextField } from '~/design/text-field'
import { answerOf, valueOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { useRoundTitle } from '../../parts/round-title'
import { TermsTable } from '../../parts/terms-table'
import { useRoundsTexts } from '../../parts/texts'
import { findRound } from '../../queries.server'
import { saveTemplate } from '../commands.server'
import { templateForm } from '../form'
import { TermsDiff } from '../parts/terms-diff'
import { listTemplates } from '../queries.server'

export const handle = page({ access: 'round.run', title: 'rounds.template-new' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const { id, title, titleEn, terms } = found(await findRound(db, actor, params.roundId!))
  const templates = await listTemplates(db)
  return { id, title, titleEn, terms, templates: templates.map(({ name, version, terms: its }) => ({ name, version, terms: its })) } // oxfmt-ignore
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  return withForm(entered, templateForm, async (tx, values) => {
    await saveTemplate(tx, entered.actor, entered.params.roundId!, values)
    return redirect('/rounds/templates?done=template-saved')
  })
}

export default function NewTemplate() {
  const { id, title, titleEn, terms, templates } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const all = useRoundsTexts()
  const format = useFormat()
  const texts = all.templates
  const titleOf = useRoundTitle()
  const names = templates.map(({ name }) => name)
  const taken = answer?.refusal?.code === 'template-exists' ? templates.find(({ name }) => name === valueOf(answer, 'name').trim()) : undefined // oxfmt-ignore
  return (
    <>
      <PageHead
        trail={[
          { label: texts.title, to: '/rounds/templates' },
          { label: titleOf({ title, titleEn }), to: `/rounds/${id}` },
        ]}
        title={texts.save}
        sentence={texts.saveLead}
      />
      <CheckedForm form={templateForm} answer={answer} className="mb-8 max-w-2xl space-y-5">
        {(field, busy) => (
          <>
            <TextField
              {...field('name')}
              label={texts.name}
              hint={names.length > 0 ? texts.nameHint(names) : undefined}
            />
            <TextField {...field('nameEn')} label={texts.nameEn} optional />
            {taken && (
              <>
                <Notice meaning="attention" title={texts.taken(taken.name, format.number(taken.version))}>
                  {texts.takenLead}
                </Notice>
                <TermsDiff before={taken.terms} after={terms} />
              </>
            )}
            <div className="flex flex-wrap gap-2">
              {taken && (
                <Button look="primary" busy={busy} name="next" value={String(taken.version + 1)}>
                  {texts.overwrite(format.number(taken.version + 1))}
                </Button>
              )}
              <Button look={taken ? 'secondary' : 'primary'} busy={busy}>
                {texts.save}
              </Button>
            </div>
          </>
        )}
      </CheckedForm>
      <TermsTable terms={terms} version={1} />
    </>
  )
}
