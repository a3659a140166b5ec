import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Columns } from '~/design/columns'
import { LinkButton } from '~/design/link-button'
import { useNamed } from '~/design/named'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { nameIn } from '~/kernel/locale'
import { mayEnter } from '~/people/access'
import { answerOf } from '~/web/answer'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { PlainText } from '../../parts/plain-text'
import { object } from '../commands.server'
import { objectionForm } from '../form'
import { CallFacts } from '../parts/call-facts'
import { CriteriaTable } from '../parts/criteria-table'
import { CallChip } from '../parts/honor-chip'
import { HonoredTable } from '../parts/honored-table'
import { Objecting, Objections } from '../parts/objections'
import { useHonorTexts } from '../parts/texts'
import { findCall, listHonored, listObjections } from '../queries.server'

export const handle = page({ access: 'anyone', title: 'program.honor-call', inside: true })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, now } = await enter(args, handle)
  const call = found(await findCall(db, params.callId!))
  const member = actor.kind !== 'visitor'
  return {
    title: nameIn(actor.locale, call.titleZh, call.titleEn || null),
    call,
    honored: await listHonored(db, call.id),
    objections: member && actor.kind !== 'agency' ? await listObjections(db, call.id) : [],
    applies: mayEnter('honor.own', actor),
    objects: member && call.state === 'noticed' && call.noticeUntil! > now,
    now,
  }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, { ...handle, access: 'seat' })
  return withForm(entered, objectionForm, async (tx, values) => {
    const { id } = found(await findCall(tx, entered.params.callId!))
    await object(tx, entered.actor, id, values)
    return redirect(`/honors/${id}?done=honor-objected`)
  })
}

export default function HonorCall() {
  const { call, honored, objections, applies, objects, now } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = useHonorTexts()
  const named = useNamed()
  return (
    <>
      <PageHead
        trail={[{ label: texts.title, to: '/honors' }]}
        title={named(call.titleZh, call.titleEn || null)}
        state={<CallChip state={call.state} />}
        sentence={texts.sentence[call.state]}
        primary={
          applies && (
            <LinkButton
              to={`/honors/${call.id}/application`}
              look={call.state === 'open' ? 'primary' : 'secondary'}
            >
              {call.state === 'open' ? texts.apply : texts.ownApplication}
            </LinkButton>
          )
        }
      />
      <Columns side={<CallFacts call={call} now={now} />}>
        {call.about && <PlainText>{call.about}</PlainText>}
        {(call.state === 'noticed' || call.state === 'closed') && (
          <Section title={call.state === 'noticed' ? texts.onNotice : texts.honored} count={honored.length}>
            <HonoredTable
              caption={texts.onNotice}
              rows={honored}
              empty={<p className="text-ink-soft">{texts.nobodyNoticed}</p>}
            />
          </Section>
        )}
        {objects && honored.length > 0 && <Objecting honored={honored} answer={answer} />}
        <Objections title={texts.ownObjections} objections={objections} />
        <CriteriaTable criteria={call.criteria} />
      </Columns>
    </>
  )
}
