import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { DateField } from '~/design/date-field'
import { FileDrop } from '~/design/file-drop'
import { useNamed } from '~/design/named'
import { Notice } from '~/design/notice'
import { PageHead } from '~/design/page-head'
import { TextField } from '~/design/text-field'
import { dayOf } from '~/kernel/workdays'
import { answerOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { OrganizationChip } from '../../parts/state-chip'
import { usePeopleTexts } from '../../parts/texts'
import { findOrganization } from '../../queries.server'
import { mergeOrganization } from '../commands.server'
import { mergerForm } from '../form'
import { whyNotMerge } from '../merging'
import { useMergersTexts } from '../parts/texts'

export const handle = page({
  access: 'organization.verify',
  title: 'people.merger',
  files: true,
  stepUp: true,
})

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const { id, name, nameEn, state, kind } = found(await findOrganization(db, actor, params.organizationId!))
  return { id, name, nameEn, state, why: whyNotMerge({ id, state, kind }) }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const { actor, params, now } = entered
  return withForm(entered, mergerForm, async (tx, values) => {
    const { id } = found(await findOrganization(tx, actor, params.organizationId!))
    await mergeOrganization(tx, actor, id, values, dayOf(now))
    return redirect(`/office/organizations/${id}?done=merged`)
  })
}

export default function Merger() {
  const { id, name, nameEn, state, why } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = useMergersTexts()
  const { desk } = usePeopleTexts()
  const named = useNamed()
  const its = named(name, nameEn)
  return (
    <>
      <PageHead
        trail={[
          { label: desk.title, to: '/office/organizations' },
          { label: its, to: `/office/organizations/${id}` },
        ]}
        title={texts.title}
        state={<OrganizationChip state={state} />}
        sentence={texts.lead(its)}
      />
      {why ? (
        <Notice meaning="info" title={texts.cannot[why]} />
      ) : (
        <CheckedForm
          form={mergerForm}
          answer={answer}
          encType="multipart/form-data"
          className="max-w-xl space-y-5"
        >
          {(field, busy) => (
            <>
              <TextField {...field('uscc')} label={texts.uscc} hint={texts.usccHint} />
              <DateField {...field('mergedOn')} label={texts.mergedOn} />
              <FileDrop {...field('notice')} label={texts.notice} hint={texts.noticeHint} />
              <Notice meaning="attention" title={texts.followsTitle}>
                <ul className="list-disc space-y-1 pl-5">
                  {texts.follows.map((line) => (
                    <li key={line}>{line}</li>
                  ))}
                </ul>
              </Notice>
              <Button look="danger" busy={busy}>
                {texts.verb(its)}
              </Button>
            </>
          )}
        </CheckedForm>
      )}
    </>
  )
}
