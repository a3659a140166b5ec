import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Columns } from '~/design/columns'
import { Facts } from '~/design/facts'
import { useFormat } from '~/design/format'
import { useNamed } from '~/design/named'
import { Notice } from '~/design/notice'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { TextLink } from '~/design/text-link'
import { mayEnter } from '~/people/access'
import { History } from '~/people/parts/history'
import { listHistory } from '~/people/queries.server'
import { answerOf } from '~/web/answer'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { dayOf } from '~/kernel/workdays'
import { listAttachments } from '../../attachments.server'
import { writeApplication } from '../commands.server'
import { applicationForm } from '../form'
import { ApplicationForm } from '../parts/application-form'
import { Evidence, Handed } from '../parts/handed'
import { CallFacts } from '../parts/call-facts'
import { ApplicationChip } from '../parts/honor-chip'
import { Reasons } from '../parts/reasons'
import { useHonorTexts } from '../parts/texts'
import { findCall, findOwnApplication, reasonsNow } from '../queries.server'

export const handle = page({ access: 'honor.own', title: 'program.honor-application', files: true })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, now } = await enter(args, handle)
  const call = found(await findCall(db, params.callId!))
  const own = (await findOwnApplication(db, actor, call.id)) ?? null
  const draft = own === null || own.state === 'draft'
  return {
    call,
    own,
    files: own ? await listAttachments(db, own.id) : [],
    history: own ? await listHistory(db, own.id) : [],
    reasons: draft ? await reasonsNow(db, call.id, actor.organizationId) : [],
    writes: draft && call.state === 'open' && call.closesOn >= dayOf(now) && mayEnter('honor.apply', actor),
    now,
  }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, { ...handle, access: 'honor.apply' })
  return withForm(entered, applicationForm, async (tx, values) => {
    const { id } = found(await findCall(tx, entered.params.callId!))
    const done = await writeApplication(tx, entered.actor, id, values, entered.now)
    return redirect(`/honors/${id}/application?done=honor-${done}`)
  })
}

export default function OwnApplication() {
  const { call, own, files, history, reasons, writes, now } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = useHonorTexts()
  const format = useFormat()
  const state = own?.state ?? 'draft'
  const { cleanYears } = call
  return (
    <>
      <PageHead
        trail={[
          { label: texts.title, to: '/honors' },
          { label: useNamed()(call.titleZh, call.titleEn || null), to: `/honors/${call.id}` },
        ]}
        title={texts.ownApplication}
        state={<ApplicationChip state={state} />}
        sentence={texts.applicationSentence[state]}
      />
      {own && own.reasons.length > 0 && (
        <Reasons
          meaning="risk"
          title={state === 'ineligible' ? texts.ineligibleWhy : texts.rejectedWhy}
          reasons={own.reasons}
          cleanYears={cleanYears}
        />
      )}
      {reasons.length > 0 && (
        <Reasons meaning="attention" title={texts.notEligibleNow} reasons={reasons} cleanYears={cleanYears} />
      )}
      {writes && reasons.length === 0 && (
        <div className="mb-6">
          <Notice meaning="ok" title={texts.eligibleNow}>
            {texts.eligibleNowWhy}
          </Notice>
        </div>
      )}
      <Columns side={<CallFacts call={call} now={now} />}>
        {own?.certificateNo && (
          <Section title={texts.certificate}>
            <TextLink to={`/honors/applications/${own.id}/certificate.pdf`} reloadDocument>
              <code>{own.certificateNo}</code>
            </TextLink>
          </Section>
        )}
        {own?.score != null && (
          <Facts
            layout="strip"
            items={[
              { label: texts.score, value: format.number(own.score / 100) },
              { label: texts.rank, value: format.number(own.rank!) },
            ]}
          />
        )}
        {writes ? (
          <ApplicationForm statement={own?.statement ?? ''} answer={answer}>
            <Evidence files={files} />
          </ApplicationForm>
        ) : own ? (
          <Handed statement={own.statement} files={files} />
        ) : (
          <p className="text-ink-soft">{texts.neverApplied}</p>
        )}
        <History events={history} />
      </Columns>
    </>
  )
}
