import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { Columns } from '~/design/columns'
import { Day } from '~/design/day'
import { Facts } from '~/design/facts'
import { useNamed } from '~/design/named'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { TextArea } from '~/design/text-area'
import { TextLink } from '~/design/text-link'
import { Timeline } from '~/design/timeline'
import { is } from '~/people/actor'
import { History } from '~/people/parts/history'
import { listHistory } from '~/people/queries.server'
import { answerOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { PlainText } from '../../parts/plain-text'
import { followUp } from '../commands.server'
import { followUpForm } from '../form'
import { KindChip } from '../parts/disclosure-table'
import { useDisclosureTexts } from '../parts/texts'
import { findDisclosure, listFollowUps } from '../queries.server'

export const handle = page({ access: 'program.read', title: 'program.disclosure' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const its = found(await findDisclosure(db, params.disclosureId!))
  const [followUps, history] = await Promise.all([listFollowUps(db, its.id), listHistory(db, its.id)])
  return { its, followUps, history, follows: is(actor, 'officer') }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, { ...handle, access: 'program.manage' })
  return withForm(entered, followUpForm, async (tx, values) => {
    const its = found(await findDisclosure(tx, entered.params.disclosureId!))
    await followUp(tx, entered.actor, its, values)
    return redirect(`/office/disclosures/${its.id}?done=disclosure-followed`)
  })
}

export default function DisclosureDetail() {
  const { its, followUps, history, follows } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = useDisclosureTexts()
  const name = useNamed()(its.name, its.nameEn)
  const items = [
    {
      label: texts.enterprise,
      value: <TextLink to={`/office/organizations/${its.orgId}`}>{name}</TextLink>,
    },
    { label: texts.listing, value: texts.listings[its.listing] },
    { label: texts.onDay, value: <Day on={its.onDay} /> },
    { label: texts.source, value: its.source },
    {
      label: texts.link,
      value: its.link && (
        <a href={its.link} rel="noreferrer nofollow" className="break-all text-accent underline">
          {its.link}
        </a>
      ),
    },
  ]
  return (
    <>
      <PageHead
        trail={[{ label: texts.title, to: '/office/disclosures' }]}
        title={name}
        state={<KindChip kind={its.kind} />}
        sentence={followUps.length > 0 ? texts.followed(followUps.length) : texts.notFollowed}
      />
      <Columns side={<Facts items={items.filter(({ value }) => value)} />}>
        <Section title={texts.text}>
          <PlainText>{its.text}</PlainText>
        </Section>
        <Section title={texts.followUps} count={followUps.length}>
          {followUps.length === 0 && <p className="text-ink-soft">{texts.noFollowUps}</p>}
          <Timeline
            items={followUps.map(({ id, text, at, person }) => ({ id, at, who: person ?? '–', what: text }))}
          />
          {follows && (
            <CheckedForm
              key={followUps.length}
              form={followUpForm}
              answer={answer}
              className="mt-4 max-w-2xl space-y-4"
            >
              {(field, busy) => (
                <>
                  <TextArea {...field('text')} label={texts.followUp} rows={3} width="full" />
                  <Button look="primary" busy={busy}>
                    {texts.addFollowUp}
                  </Button>
                </>
              )}
            </CheckedForm>
          )}
        </Section>
        <History events={history} />
      </Columns>
    </>
  )
}
