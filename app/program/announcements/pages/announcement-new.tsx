import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { PageHead } from '~/design/page-head'
import { uuidForm } from '~/kernel/fields'
import { answerOf } from '~/web/answer'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { draftAnnouncement } from '../commands.server'
import { announcementForm } from '../form'
import { AnnouncementFields } from '../parts/announcement-fields'
import { useAnnouncementTexts } from '../parts/texts'
import { findPublished } from '../queries.server'

export const handle = page({ access: 'program.manage', title: 'program.announcement-new' })

export async function loader(args: LoaderFunctionArgs) {
  const { db, url } = await enter(args, handle)
  const id = url.searchParams.get('corrects')
  return { corrects: id ? found(uuidForm.test(id) ? await findPublished(db, id) : null) : null }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  return withForm(entered, announcementForm, async (tx, values) => {
    const id = await draftAnnouncement(tx, entered.actor, values)
    return redirect(`/office/announcements/${id}?done=saved`)
  })
}

export default function NewAnnouncement() {
  const { corrects } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = useAnnouncementTexts()
  const { titleZh = '', titleEn = '', bodyZh = '', bodyEn = '' } = corrects ?? {}
  return (
    <>
      <PageHead
        trail={[{ label: texts.title, to: '/office/announcements' }]}
        title={corrects ? texts.correct : texts.create}
        sentence={corrects ? texts.correctLead : texts.lead}
      />
      <AnnouncementFields
        answer={answer}
        correctsId={corrects?.id}
        defaults={{ titleZh, titleEn, bodyZh, bodyEn }}
      />
    </>
  )
}
