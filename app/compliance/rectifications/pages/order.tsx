import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Columns } from '~/design/columns'
import { Deadline } from '~/design/deadline'
import { Facts } from '~/design/facts'
import { useFormat } from '~/design/format'
import { LinkButton } from '~/design/link-button'
import { useLocale } from '~/design/locale'
import { Moment } from '~/design/moment'
import { Notice } from '~/design/notice'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { TextLink } from '~/design/text-link'
import { addDays, dayOf, startOf } from '~/kernel/workdays'
import { is } from '~/people/actor'
import { History } from '~/people/parts/history'
import { listHistory } from '~/people/queries.server'
import { answerOf } from '~/web/answer'
import { AnswerSummary } from '~/web/checked-form'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { PaperLinks } from '../../parts/paper-links'
import { useCampaignTexts, usePaperTexts } from '../../parts/texts'
import { isOverdue, whyNotAccept, whyNotHandIn } from '../carrying-out'
import { moveOrder } from '../commands.server'
import { rectificationForm } from '../form'
import { Items } from '../parts/items'
import { OrderChip } from '../parts/order-chip'
import { OrderMoves } from '../parts/order-moves'
import { findOrder, listItems } from '../queries.server'
import { movesOf } from '../rights'

export const handle = page({ access: 'campaign.read', title: 'compliance.rectification', files: true })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, now } = await enter(args, handle)
  const its = found(await findOrder(db, params.rectificationId!))
  const [items, history] = [await listItems(db, its.id), await listHistory(db, its.id)]
  const own = its.orgId === actor.organizationId
  const shows =
    own && is(actor, 'asset_manager', 'approver') && ['in_progress', 'returned'].includes(its.state)
  return { title: its.no, its, items, history, own, shows, may: movesOf(actor, its), now }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  return withForm(entered, rectificationForm, async (tx, values) => {
    const id = entered.params.rectificationId!
    await moveOrder(tx, entered.actor, id, values, entered.now)
    return redirect(`/rectifications/${id}?done=order-${values.move}`)
  })
}

export default function OrderPage() {
  const { its, items, history, own, shows, may, now } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = useCampaignTexts().orders
  const papers = usePaperTexts().downloads
  const format = useFormat()
  const zh = useLocale() === 'zh'
  const sentence = texts.sentence[its.state]
  const done = its.state === 'accepted' || its.state === 'withdrawn'
  const buys = own && !done && items.some(({ action: kind, state }) => kind === 'buy' && state !== 'met')
  return (
    <>
      <PageHead
        trail={[{ label: texts.title, to: '/rectifications' }]}
        title={own ? its.no : `${zh ? its.name : (its.nameEn ?? its.name)} · ${its.no}`}
        state={<OrderChip state={its.state} overdue={isOverdue(its, dayOf(now))} />}
        sentence={typeof sentence === 'function' ? sentence(format.date(startOf(its.dueOn))) : sentence}
        primary={buys && <LinkButton to="/rounds">{texts.buy}</LinkButton>}
      />
      {answer && answer.values.move === 'evidence' && <AnswerSummary answer={answer} />}
      {its.state === 'returned' && its.reason && (
        <div className="mb-6">
          <Notice meaning="attention" title={texts.states.returned}>
            {its.reason}
          </Notice>
        </div>
      )}
      <Columns
        side={
          <Section title={texts.facts}>
            <Facts
              items={[
                {
                  label: texts.source,
                  value:
                    its.sourceKind === 'self_inspection' ? (
                      <TextLink to={`/self-inspections/${its.sourceId}`}>
                        {texts.sources.self_inspection}
                      </TextLink>
                    ) : (
                      <TextLink to={`/inspections/${its.sourceId}`}>{texts.sources.inspection}</TextLink>
                    ),
                },
                {
                  label: texts.dueOn,
                  value: (
                    <Deadline
                      at={startOf(addDays(its.dueOn, 1))}
                      now={now}
                      met={done || its.state === 'submitted'}
                    />
                  ),
                },
                { label: texts.issuer, value: its.issuer },
                { label: texts.issuedAt, value: its.issuedAt && <Moment at={its.issuedAt} /> },
                { label: texts.owner, value: its.owner },
                { label: texts.extended, value: its.extended && its.reason },
                { label: texts.decider, value: its.decider },
              ].filter(({ value }) => value)}
            />
            {its.issuedAt && (
              <PaperLinks papers={[{ to: `/rectifications/${its.id}/notice.pdf`, label: papers.notice }]} />
            )}
          </Section>
        }
      >
        {its.plan && (
          <Section title={texts.plan}>
            <p className="max-w-prose whitespace-pre-line">{its.plan}</p>
          </Section>
        )}
        <Section title={texts.itemList} count={items.length} sentence={texts.itemHint}>
          <Items items={items} shows={shows} />
        </Section>
        <OrderMoves
          may={may}
          blocked={{ submit: whyNotHandIn(items) !== null, accept: whyNotAccept(items) !== null }}
          answer={answer}
        />
        <History events={history} />
      </Columns>
    </>
  )
}
