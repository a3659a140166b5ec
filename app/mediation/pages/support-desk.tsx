import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { Empty } from '~/design/empty'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { TextArea } from '~/design/text-area'
import { TextField } from '~/design/text-field'
import { answerOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { useSupportColumns } from '../parts/support-columns'
import { useMediationTexts } from '../parts/texts'
import { askForm } from '../supports/form'
import { askSupport, listAskedSupports } from '../supports/supports.server'

export const handle = page({ access: 'support.ask', title: 'mediation.support-desk' })

export async function loader(args: LoaderFunctionArgs) {
  const { db } = await enter(args, handle)
  return { supports: await listAskedSupports(db) }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  return withForm(entered, askForm, async (tx, asked) => {
    await askSupport(tx, asked)
    return redirect('/office/support?done=support-asked')
  })
}

export default function SupportDesk() {
  const { supports } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const { support: texts, list } = useMediationTexts()
  const shared = useSupportColumns<(typeof supports)[number]>()
  return (
    <>
      <PageHead title={texts.desk} sentence={texts.deskLead} />
      <Table
        caption={texts.desk}
        rows={supports}
        rowKey={({ id }) => id}
        rowTo={({ id }) => `/office/support/${id}`}
        empty={<Empty title={texts.deskNone} why={texts.deskNoneWhy} icon="eye-off" />}
        columns={[
          {
            key: 'number',
            head: list.number,
            cell: ({ number }) => <span className="figure">{number}</span>,
          },
          ...shared,
        ]}
      />
      <Section title={texts.ask} sentence={texts.askLead}>
        <CheckedForm form={askForm} answer={answer} className="max-w-xl space-y-4">
          {(field, busy) => (
            <>
              <TextField {...field('number')} label={list.number} width="short" spellCheck={false} />
              <TextArea {...field('reason')} label={texts.reason} rows={3} maxLength={500} />
              <Button look="primary" busy={busy}>
                {texts.ask}
              </Button>
            </>
          )}
        </CheckedForm>
      </Section>
    </>
  )
}
