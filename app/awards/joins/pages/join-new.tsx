import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useSubject } from '~/demands/parts/subject'
import { Button } from '~/design/button'
import { Columns } from '~/design/columns'
import { useFormat } from '~/design/format'
import { Notice } from '~/design/notice'
import { NumberField } from '~/design/number-field'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { answerOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { useJoinTexts } from '../../parts/join-texts'
import { askToJoin } from '../ask.server'
import { joinForm } from '../form'
import { AwardFacts } from '../parts/award-facts'
import { type AwardToJoin, findAwardToJoin } from '../queries.server'

export const handle = page({ access: 'join.ask', title: 'awards.joinNew' })

export async function loader(args: LoaderFunctionArgs) {
  const { db, params, now } = await enter(args, handle)
  const award = found(await findAwardToJoin(db, params.awardId!))
  return { award, now }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const { actor, params } = entered
  return withForm(entered, joinForm, async (tx, { quantity }) => {
    const { id } = found(await findAwardToJoin(tx, params.awardId!))
    return redirect(`/joins/${await askToJoin(tx, actor, id, quantity)}?done=join-asked`)
  })
}

export default function JoinNew() {
  const { now, ...data } = useLoaderData<typeof loader>()
  const award = data.award as AwardToJoin
  const answer = answerOf(useActionData<typeof action>())
  const texts = useJoinTexts()
  const format = useFormat()
  const subject = useSubject()
  const { standing } = award
  const { next, price, room, openUntil } = standing
  const isOpen = openUntil !== null && openUntil > now && room > 0
  const points = [
    texts.new.points.price(format.money(price)),
    ...(next ? [texts.new.points.tier(format.number(next.missing), format.money(next.saving))] : []),
    texts.new.points.approve,
    texts.new.points.order,
  ]
  return (
    <>
      <PageHead
        trail={[{ label: `${award.number} ${texts.title}`, to: `/rounds/${award.roundId}/joins` }]}
        title={`${texts.new.title} · ${award.code} ${subject({ ...award, classZh: null, classEn: null })}`}
        sentence={texts.new.lead}
      />
      <Columns side={<AwardFacts award={award} now={now} />}>
        {isOpen ? (
          <CheckedForm form={joinForm} answer={answer} className="max-w-2xl space-y-5">
            {(field, busy) => (
              <>
                <NumberField
                  {...field('quantity')}
                  label={texts.new.quantity}
                  hint={texts.new.quantityHint(format.number(room))}
                />
                <Button look="primary" busy={busy}>
                  {texts.new.submit}
                </Button>
              </>
            )}
          </CheckedForm>
        ) : (
          <Notice meaning="quiet">{texts.new.notOpen}</Notice>
        )}
        <Section title={texts.new.what}>
          <ul className="list-disc space-y-1.5 pl-5">
            {points.map((point) => (
              <li key={point}>{point}</li>
            ))}
          </ul>
        </Section>
      </Columns>
    </>
  )
}
