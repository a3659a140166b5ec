import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { Empty } from '~/design/empty'
import { Moment } from '~/design/moment'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { TextArea } from '~/design/text-area'
import { TextField } from '~/design/text-field'
import { is } from '~/people/actor'
import { answerOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { useMarketTexts } from '../../parts/market-texts'
import { publishText } from '../commands.server'
import { letterTextForm } from '../form'
import { LetterBody } from '../parts/letter-body'
import { listTexts } from '../queries.server'

export const handle = page({ access: 'market.read', title: 'program.letter-texts' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db } = await enter(args, handle)
  return { versions: await listTexts(db), publishes: is(actor, 'officer') }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, { ...handle, access: 'program.manage' })
  return withForm(entered, letterTextForm, async (tx, values) => {
    await publishText(tx, entered.actor, values)
    return redirect('/office/sellers/letter?done=letter-text')
  })
}

export default function LetterTexts() {
  const { versions, publishes } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const all = useMarketTexts()
  const texts = all.letter
  const current = versions[0]
  return (
    <>
      <PageHead
        trail={[{ label: all.sellers.title, to: '/office/sellers' }]}
        title={texts.texts}
        sentence={texts.textsLead}
      />
      {current && <LetterBody text={current.text} />}
      <Section title={texts.versions} count={versions.length}>
        <Table
          caption={texts.versions}
          rows={versions}
          rowKey={({ version }) => String(version)}
          empty={<Empty icon="document" title={texts.noText} why={texts.noTextWhy} />}
          columns={[
            { key: 'version', head: texts.version, cell: ({ version }) => texts.of(version) },
            { key: 'by', head: texts.by, cell: ({ person }) => person },
            {
              key: 'at',
              head: texts.publishedAt,
              type: 'date',
              cell: (row) => <Moment at={row.publishedAt} />,
            },
            { key: 'months', head: texts.months, type: 'number', cell: ({ months }) => months },
            { key: 'standing', head: texts.standing, type: 'number', cell: ({ standing }) => standing },
          ]}
        />
      </Section>
      {publishes && (
        <Section title={texts.newText}>
          <CheckedForm
            key={current?.version}
            form={letterTextForm}
            answer={answer}
            defaults={{ text: current?.text ?? '', months: String(current?.months ?? 12) }}
            className="max-w-3xl space-y-5"
          >
            {(field, busy) => (
              <>
                <TextArea {...field('text')} label={texts.text} rows={10} width="full" />
                <TextField
                  {...field('months')}
                  label={texts.months}
                  hint={texts.monthsHint}
                  inputMode="numeric"
                  width="short"
                />
                <Button look="primary" busy={busy}>
                  {texts.publish}
                </Button>
              </>
            )}
          </CheckedForm>
        </Section>
      )}
    </>
  )
}
