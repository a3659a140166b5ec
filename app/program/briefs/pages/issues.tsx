import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { Chip } from '~/design/chip'
import { Empty } from '~/design/empty'
import { useFormat } from '~/design/format'
import { useLocale } from '~/design/locale'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { TextField } from '~/design/text-field'
import { answerOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { withDoor } from '~/web/with-door.server'
import { useDay } from '../../parts/days'
import { askSubscription } from '../commands.server'
import { subscribeForm } from '../form'
import { useBriefTexts } from '../parts/texts'
import { listBriefs } from '../queries.server'

export const handle = page({ access: 'anyone', title: 'program.briefs' })

export async function loader(args: LoaderFunctionArgs) {
  const { db } = await enter(args, handle)
  const briefs = await listBriefs(db, true)
  return { briefs: briefs.map(({ figures: _, body: __, bodyEn: ___, ...brief }) => brief) }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  return withDoor(entered, subscribeForm, async (tx, { mail }) => {
    await askSubscription(tx, mail, entered.actor.locale)
    return redirect('/briefs?done=subscription-sent')
  })
}

export default function Issues() {
  const { briefs } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = useBriefTexts()
  const format = useFormat()
  const day = useDay()
  const zh = useLocale() === 'zh'
  return (
    <>
      <PageHead title={texts.title} sentence={texts.publicLead} />
      <Table
        caption={texts.title}
        rows={briefs}
        rowKey={({ id }) => id}
        rowTo={({ no }) => `/briefs/${no}`}
        empty={<Empty icon="document" title={texts.nonePublic} why={texts.nonePublicWhy} />}
        columns={[
          { key: 'title', head: texts.name, cell: ({ title, titleEn }) => (zh ? title : titleEn || title) },
          { key: 'no', head: texts.issueHead, cell: ({ no }) => texts.issue(no!) },
          {
            key: 'covers',
            head: texts.coversHead,
            narrow: 'hidden',
            cell: ({ coversFrom, coversTo }) => texts.covers(day(coversFrom), day(coversTo)),
          },
          {
            key: 'publishedAt',
            head: texts.publishedAt,
            type: 'date',
            cell: ({ publishedAt }) => publishedAt && format.date(publishedAt),
          },
          {
            key: 'state',
            head: texts.state,
            type: 'chip',
            narrow: 'end',
            cell: ({ state }) =>
              state === 'corrected' && <Chip meaning="quiet">{texts.states.corrected}</Chip>,
          },
        ]}
      />
      <Section title={texts.subscribe.title} sentence={texts.subscribe.lead}>
        <CheckedForm form={subscribeForm} answer={answer} className="flex max-w-md flex-wrap items-end gap-3">
          {(field, busy) => (
            <>
              <div className="min-w-0 flex-1 basis-60">
                <TextField
                  {...field('mail')}
                  type="email"
                  autoComplete="email"
                  label={texts.subscribe.mail}
                />
              </div>
              <Button busy={busy} icon="mail">
                {texts.subscribe.submit}
              </Button>
            </>
          )}
        </CheckedForm>
      </Section>
    </>
  )
}
