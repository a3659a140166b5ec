import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { PageHead } from '~/design/page-head'
import { answerOf } from '~/web/answer'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { typedMoment } from '../../parts/typed-moment'
import { writeAnnouncement } from '../commands.server'
import { announcementForm } from '../form'
import { AnnouncementFields } from '../parts/announcement-fields'
import { useAnnouncementTexts } from '../parts/texts'
import { findAnnouncement } from '../queries.server'

export const handle = page({ access: 'program.manage', title: 'program.announcement-edit' })

export async function loader(args: LoaderFunctionArgs) {
  const { db, params } = await enter(args, handle)
  return { its: found(await findAnnouncement(db, params.announcementId!)) }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  return withForm(entered, announcementForm, async (tx, values) => {
    const { id } = found(await findAnnouncement(tx, entered.params.announcementId!))
    await writeAnnouncement(tx, entered.actor, id, values)
    return redirect(`/office/announcements/${id}?done=saved`)
  })
}

export default function EditAnnouncement() {
  const { its } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = useAnnouncementTexts()
  const { id, titleZh, titleEn, bodyZh, bodyEn, pinned, publishAt } = its
  return (
    <>
      <PageHead
        trail={[
          { label: texts.title, to: '/office/announcements' },
          { label: titleZh, to: `/office/announcements/${id}` },
        ]}
        title={texts.edit}
      />
      <AnnouncementFields
        answer={answer}
        defaults={{
          titleZh,
          titleEn,
          bodyZh,
          bodyEn,
          pinned: pinned ? 'on' : '',
          publishAt: publishAt ? typedMoment(publishAt) : '',
        }}
      />
    </>
  )
}
