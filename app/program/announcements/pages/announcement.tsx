import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { Button } from '~/design/button'
import { Columns } from '~/design/columns'
import { Facts } from '~/design/facts'
import { FileDrop } from '~/design/file-drop'
import { useFormat } from '~/design/format'
import { LinkButton } from '~/design/link-button'
import { MenuLink } from '~/design/menu'
import { Notice } from '~/design/notice'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { TextArea } from '~/design/text-area'
import { TextLink } from '~/design/text-link'
import { type Actor, is } from '~/people/actor'
import { History } from '~/people/parts/history'
import { listHistory } from '~/people/queries.server'
import { answerOf, problemOf, valueOf } from '~/web/answer'
import { AnswerSummary } from '~/web/checked-form'
import { ConfirmMove } from '~/web/confirm-move'
import { enter, found } from '~/web/enter.server'
import { KeyField } from '~/web/key-field'
import { MoveForm } from '~/web/move-form'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { listAttachments } from '../../attachments.server'
import { PlainText } from '../../parts/plain-text'
import { moveAnnouncement } from '../commands.server'
import { announcementMoveForm } from '../form'
import { AnnouncementChip } from '../parts/announcement-chip'
import { useAnnouncementTexts } from '../parts/texts'
import { findAnnouncement } from '../queries.server'

export const handle = page({ access: 'program.oversee', title: 'program.announcement', files: true })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const its = found(await findAnnouncement(db, params.announcementId!))
  const [files, history] = await Promise.all([listAttachments(db, its.id), listHistory(db, its.id)])
  return { title: its.titleZh, its, files, history, may: rightsOf(actor, its) }
}

type Its = NonNullable<Awaited<ReturnType<typeof findAnnouncement>>>

const rightsOf = (actor: Actor, { state, writtenBy, approvedBy }: Its) => {
  const officer = is(actor, 'officer')
  const waits = officer && state === 'in_review' && approvedBy === null
  return {
    write: officer && state === 'draft',
    publish: waits && writtenBy !== actor.personId,
    return: officer && state === 'in_review',
    correct: officer && state === 'published',
  }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, { ...handle, access: 'program.manage' })
  return withForm(entered, announcementMoveForm, async (tx, asked) => {
    const { id } = found(await findAnnouncement(tx, entered.params.announcementId!))
    await moveAnnouncement(tx, entered.actor, id, asked)
    return redirect(`/office/announcements/${id}?done=announcement-${asked.move}`)
  })
}

export default function AnnouncementPage() {
  const { its, files, history, may } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = useAnnouncementTexts()
  const format = useFormat()
  const { id, state, reason, publishAt, publishedAt, approvedBy } = its
  const scheduled = state === 'in_review' && approvedBy !== null
  const inDialog = ['publish', 'return'].includes(valueOf(answer, 'move'))
  return (
    <>
      <PageHead
        trail={[{ label: texts.title, to: '/office/announcements' }]}
        title={its.titleZh}
        state={<AnnouncementChip state={state} scheduled={scheduled} />}
        sentence={
          scheduled && publishAt ? texts.scheduledFor(format.dateTime(publishAt)) : texts.sentence[state]
        }
        primary={
          may.write ? (
            <MoveForm move="submit">
              <Button look="primary">{texts.submit}</Button>
            </MoveForm>
          ) : may.publish ? (
            <ConfirmMove
              move="publish"
              verb={texts.publish}
              title={texts.publishWhat}
              consequences={[texts.publishWho]}
              undo={{ possible: false, words: texts.publishUndo }}
              answer={answer}
            />
          ) : (
            may.correct && (
              <LinkButton to={`/office/announcements/new?corrects=${id}`}>{texts.correct}</LinkButton>
            )
          )
        }
        more={
          may.write && (
            <MenuLink to={`/office/announcements/${id}/edit`} icon="edit">
              {texts.edit}
            </MenuLink>
          )
        }
      />
      {answer && !inDialog && <AnswerSummary answer={answer} />}
      {state === 'draft' && reason && (
        <div className="mb-6">
          <Notice meaning="attention" title={texts.returnedWhy}>
            {reason}
          </Notice>
        </div>
      )}
      <Columns
        side={
          <>
            <Section title={texts.facts}>
              <Facts
                items={[
                  { label: texts.writer, value: its.writer },
                  { label: texts.approver, value: its.approver },
                  { label: texts.form.publishAt, value: publishAt && format.dateTime(publishAt) },
                  { label: texts.publishedAt, value: publishedAt && format.dateTime(publishedAt) },
                  { label: texts.pinned, value: its.pinned && texts.form.pinned },
                ].filter(({ value }) => value)}
              />
              {publishedAt && (
                <p className="mt-3">
                  <TextLink to={`/announcements/${id}`}>{texts.publicPage}</TextLink>
                </p>
              )}
              {may.return && (
                <div className="mt-3">
                  <ConfirmMove
                    move="return"
                    verb={texts.return}
                    look="danger"
                    title={texts.returnWhat}
                    consequences={[texts.returnWho]}
                    undo={{ possible: true, words: texts.returnUndo }}
                    answer={answer}
                  >
                    <TextArea
                      name="reason"
                      label={texts.reason}
                      defaultValue={valueOf(answer, 'reason')}
                      error={problemOf(answer, 'reason')}
                    />
                  </ConfirmMove>
                </div>
              )}
            </Section>
            {(files.length > 0 || may.write) && (
              <Section title={texts.files} count={files.length}>
                <ul className="space-y-1">
                  {files.map((file) => (
                    <li key={file.id} className="break-words">
                      <TextLink to={`/files/${file.id}`} reloadDocument>
                        {file.name}
                      </TextLink>
                    </li>
                  ))}
                </ul>
                {may.write && (
                  <Form method="post" encType="multipart/form-data" className="mt-3 space-y-2">
                    <KeyField />
                    <input type="hidden" name="move" value="attach" />
                    <FileDrop name="file" label={texts.file} error={problemOf(answer, 'file')} />
                    <Button size="small">{texts.attach}</Button>
                  </Form>
                )}
              </Section>
            )}
          </>
        }
      >
        <div lang="zh">
          <PlainText>{its.bodyZh}</PlainText>
        </div>
        {its.bodyEn && (
          <div lang="en" className="mt-8 border-t border-line pt-5">
            <p className="mb-3 font-semibold">{its.titleEn}</p>
            <PlainText>{its.bodyEn}</PlainText>
          </div>
        )}
        <History events={history} />
      </Columns>
    </>
  )
}
