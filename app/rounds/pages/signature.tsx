import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import * as z from 'zod'
import { Button } from '~/design/button'
import { Columns } from '~/design/columns'
import { useFormat } from '~/design/format'
import { Hash } from '~/design/hash'
import { LinkButton } from '~/design/link-button'
import { Money } from '~/design/money'
import { Notice } from '~/design/notice'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { useSubject } from '~/demands/parts/subject'
import { type Answer, answerOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { enter, found } from '~/web/enter.server'
import { MoveForm } from '~/web/move-form'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { conditionsFile } from '../parts/conditions-file'
import { type OwnConditions, useOwnConditions } from '../parts/own-conditions'
import { usePaymentWords } from '../parts/payment-words'
import { PledgePromise } from '../parts/pledge-promise'
import { useRoundsTexts } from '../parts/texts'
import { namesIn } from '../pledges/queries.server'
import { findSigning } from '../pledges/signing.server'
import { signPledge } from '../pledges/sign.server'

export const handle = page({ access: 'pledge.make', title: 'rounds.signature', stepUp: true })

const form = z.object({ hash: z.string().regex(/^[0-9a-f]{64}$/, 'required') })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, now } = await enter(args, handle)
  const signing = found(await findSigning(db, actor, params.pledgeId!, now))
  return { ...signing, names: await namesIn(db, signing.conditions, signing.pledge.lotId) }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const { pledgeId } = entered.params
  return withForm(entered, form, async (tx, { hash }) => {
    await signPledge(tx, entered.actor, pledgeId!, hash)
    return redirect(`/pledges/${pledgeId}?done=pledge-signed`)
  })
}

type Data = Awaited<ReturnType<typeof loader>>

export default function Signature() {
  const data = useLoaderData<typeof loader>() as Data
  const answer = answerOf(useActionData<typeof action>())
  const all = useRoundsTexts()
  const texts = all.sign
  const subject = useSubject()
  const { pledge, names } = data
  const own = useOwnConditions(data.conditions)
  return (
    <>
      <PageHead
        trail={[
          { label: all.pledges.title, to: '/pledges' },
          { label: `${pledge.roundNumber} ${pledge.lotCode}`, to: `/pledges/${pledge.id}` },
        ]}
        title={`${texts.title} · ${subject(pledge)}`}
        sentence={texts.lead}
      />
      <Columns side={<Approval data={data} />}>
        <Section title={all.pledgeShow.promised}>
          <PledgePromise
            promise={{
              quantity: pledge.askedQuantity,
              stretch: pledge.askedStretch,
              allOrNothing: pledge.askedAllOrNothing,
              referencePrice: pledge.referencePrice,
            }}
            own={own}
            fileName={conditionsFile(pledge)}
            names={names}
          />
        </Section>
        <Binding data={data} own={own} />
        <Deed data={data} answer={answer} />
      </Columns>
    </>
  )
}

function Binding({
  data: { pledge, amount, contractDays, payment },
  own: { item, conditions },
}: {
  data: Data
  own: OwnConditions
}) {
  const { sign: texts, payment: paying } = useRoundsTexts()
  const format = useFormat()
  const pays = usePaymentWords(payment)
  const ceiling = conditions?.ceiling ?? pledge.referencePrice
  const lines = [
    (item && !conditions ? texts.bindsSealed : texts.binds)(
      format.number(pledge.askedQuantity),
      format.money(ceiling),
    ),
    ...(pledge.askedStretch
      ? [
          texts.bindsStretch(
            format.number(pledge.askedStretch),
            format.money(conditions?.stretchCeiling ?? ceiling),
          ),
        ]
      : []),
    texts.bindsUntil(format.dateTime(pledge.pledgesCloseAt!), format.number(contractDays)),
    paying.binds(pays.dues.join(paying.between)),
    texts.reserves(format.money(amount)),
    texts.bindsDefault,
  ]
  return (
    <Section title={texts.whatBinds}>
      <ul className="list-disc space-y-1.5 pl-5">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Section>
  )
}

function Deed({ data, answer }: { data: Data; answer: Answer | undefined }) {
  const all = useRoundsTexts()
  const texts = all.sign
  const { pledge, hash, whyNot, open, approves } = data
  if (!open)
    return (
      <div className="mt-8">
        <Notice meaning="attention" title={all.pledge.closed} />
      </div>
    )
  if (whyNot !== null)
    return (
      <div className="mt-8">
        <Notice
          meaning="info"
          actions={
            whyNot === 'sealed-to-former-keys' ? (
              <LinkButton look="primary" to={`/rounds/${pledge.roundId}/lots/${pledge.lotId}/pledge`}>
                {all.pledgeShow.edit}
              </LinkButton>
            ) : pledge.state === 'draft' ? (
              <MoveForm move="ask" action={`/pledges/${pledge.id}`}>
                <Button look="primary">{texts.ask}</Button>
              </MoveForm>
            ) : undefined
          }
        >
          {texts.why[whyNot]}
        </Notice>
      </div>
    )
  return (
    <div className="mt-8">
      <CheckedForm form={form} answer={answer}>
        {(field, busy) => (
          <>
            <input type="hidden" {...field('hash')} defaultValue={hash} value={hash} readOnly />
            <div className="flex flex-wrap gap-2">
              <Button look="primary" busy={busy}>
                {approves ? texts.approve : texts.submit}
              </Button>
              <LinkButton to={`/rounds/${pledge.roundId}/lots/${pledge.lotId}/pledge`}>
                {all.pledgeShow.edit}
              </LinkButton>
            </div>
          </>
        )}
      </CheckedForm>
    </div>
  )
}

function Approval({ data: { amount, hash, approvers, whyNot, ownLeft } }: { data: Data }) {
  const texts = useRoundsTexts().sign
  const format = useFormat()
  const able = approvers.filter(({ left }) => left === null || left >= amount)
  return (
    <>
      <Section title={texts.total}>
        <p className="figure text-lg font-semibold">
          <Money fen={amount} />
        </p>
        {ownLeft !== null && <p className="text-sm text-ink-soft">{texts.ownLimit(format.money(ownLeft))}</p>}
      </Section>
      {whyNot !== null && whyNot !== 'sealed-to-former-keys' && (
        <Section title={texts.whoApproves}>
          {able.length === 0 && <p className="mb-2 text-attention">{texts.noApprover}</p>}
          <ul className="space-y-1">
            {approvers.map(({ id, name, left }) => (
              <li key={id} className="flex justify-between gap-3">
                <span>{name}</span>
                <span className="figure text-sm text-ink-soft">
                  {left === null
                    ? texts.approverFree
                    : left < amount
                      ? texts.approverShort
                      : texts.approverLeft(format.money(left))}
                </span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title={texts.hash}>
        <Hash value={hash} short />
      </Section>
    </>
  )
}
