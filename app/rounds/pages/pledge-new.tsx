import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useState } from 'react'
import { listPastPrices } from '~/awards/past-prices.server'
import { listEditions } from '~/catalog/queries.server'
import { findKnownUse } from '~/compliance/known-use.server'
import { useSubject } from '~/demands/parts/subject'
import { Button } from '~/design/button'
import { Columns } from '~/design/columns'
import { Deadline } from '~/design/deadline'
import { Notice } from '~/design/notice'
import { PageHead } from '~/design/page-head'
import { findLastPaid } from '~/orders/paid.server'
import type { Actor } from '~/people/actor'
import { toDecimal } from '~/kernel/money'
import { type Answer, answerOf, valueOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { enter, type Entered, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { findScripts } from '~/web/scripts.server'
import { ServedScripts } from '~/web/served-scripts'
import { withForm } from '~/web/with-form.server'
import type { Conditions } from '../ceiling'
import { pledgeForm } from '../form'
import { BeforeYouCommit, type Counterfactual, type Typed } from '../parts/before-you-commit'
import { conditionsFile } from '../parts/conditions-file'
import { ConditionsCopy, useOwnConditions } from '../parts/own-conditions'
import { PledgeFields } from '../parts/pledge-fields'
import { useRoundTitle } from '../parts/round-title'
import { withoutConditions } from '../parts/seal-conditions'
import { useRoundsTexts } from '../parts/texts'
import { pledgeFormOf, sealedFields } from '../pledges/conditions'
import { findPledgeDesk, type PledgeDesk } from '../pledges/desk.server'
import { savePledge } from '../pledges/draft.server'

export const handle = page({ access: 'pledge.make', title: 'rounds.pledge-new', seals: true })
export { clientLoader } from '~/web/own-document'

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, now } = await enter(args, handle)
  const desk = found(await findPledgeDesk(db, actor, params.roundId!, params.lotId!, now))
  const figures = await counterfactualOf(db, actor, desk)
  return { desk, figures, scripts: await findScripts(db), now }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  return withForm(entered, pledgeForm, async (tx, values) => {
    const pledgeId = await savePledge(tx, entered.actor, entered.params.lotId!, values)
    return redirect(`/pledges/${pledgeId}/signature?done=pledge-saved`)
  })
}

/** What rooms to the right know: own prices, past awards, known use. */
async function counterfactualOf(
  db: Entered['db'],
  actor: Actor,
  { lot, editions }: PledgeDesk,
): Promise<Counterfactual> {
  const offered = lot.editionId ? (await listEditions(db)).filter(({ id }) => id === lot.editionId) : editions
  const ids = offered.map(({ id }) => id)
  const lastPaid = await findLastPaid(db, actor, ids)
  return {
    lastPaid: lastPaid ?? null,
    // Of a class the reference price is the list price; its members' own say nothing about it.
    listPrice: lot.editionId ? (offered[0]?.referencePrice ?? null) : null,
    past: await listPastPrices(db, ids),
    knownUse: await findKnownUse(db, actor, ids),
  }
}

export default function NewPledge() {
  const { desk, figures, scripts, now } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const all = useRoundsTexts()
  const texts = all.pledge
  const subject = useSubject()
  const titleOf = useRoundTitle()
  const { lot, round, pledge, open } = desk
  const own = useOwnConditions(desk.conditions)
  const defaults = textsOf(desk, own.conditions)
  const fileName = conditionsFile({ roundNumber: round.number, lotCode: lot.code })
  const [sealed, setSealed] = useState<Answer['values']>({})
  const [keysDiffer, setKeysDiffer] = useState(false)
  // What was sealed is not posted, so a refusal does not bring it back.
  const told = answer && { ...answer, values: { ...answer.values, ...sealed } }
  const [changed, setChanged] = useState<Partial<Typed>>({})
  const typed: Typed = {
    quantity: valueOf(answer, 'quantity', defaults.quantity),
    ceiling: valueOf(told, 'ceiling', defaults.ceiling),
    stretchQuantity: valueOf(answer, 'stretchQuantity', defaults.stretchQuantity),
    stretchCeiling: valueOf(told, 'stretchCeiling', defaults.stretchCeiling),
    ...changed,
  }
  const prepare = async (posted: FormData) => {
    setSealed(valuesOf(posted))
    const prepared = await withoutConditions(posted, desk, fileName)
    setKeysDiffer(!prepared)
    return prepared
  }
  const follow = (event: React.FormEvent) => {
    const { name, value } = event.target as HTMLInputElement
    if (name in typed) setChanged((before) => ({ ...before, [name]: value }))
  }
  return (
    <>
      <PageHead
        trail={[
          { label: all.list.title, to: '/rounds' },
          { label: titleOf(round), to: `/rounds/${round.id}` },
        ]}
        title={`${texts.title(lot.code)} · ${subject(lot)}`}
        sentence={texts.lead}
      />
      <p className="mb-6">
        {all.show.pledgesClose} <Deadline at={round.pledgesCloseAt} now={now} />
      </p>
      {!open && (
        <div className="mb-6">
          <Notice meaning="attention" title={texts.closed} />
        </div>
      )}
      {pledge && pledge.state !== 'draft' && pledge.state !== 'awaiting_approval' && (
        <div className="mb-6">
          <Notice meaning="info">{texts.changeNote}</Notice>
        </div>
      )}
      <Columns side={<BeforeYouCommit lot={lot} figures={figures} typed={typed} />}>
        <div onInput={follow}>
          {keysDiffer && (
            <Notice meaning="risk" title={texts.keysDiffer}>
              {texts.keysDifferWhy}
            </Notice>
          )}
          {own.item && <ConditionsCopy own={own} fileName={fileName} />}
          <CheckedForm
            key={own.conditions ? 'known' : 'blank'}
            form={pledgeFormOf(lot.referencePrice)}
            answer={told}
            defaults={defaults}
            className=""
            {...(desk.sealing.by === 'openers' && { prepare })}
          >
            {(field, busy) => (
              <>
                <input type="hidden" name="pledge" value={desk.sealing.pledge} readOnly />
                <PledgeFields desk={desk} own={own} field={field} answer={told} />
                <div className="mt-8">
                  <Button look="primary" busy={busy} disabled={!open}>
                    {pledge ? texts.saveChange : texts.save}
                  </Button>
                </div>
              </>
            )}
          </CheckedForm>
        </div>
        {desk.sealing.by === 'openers' && <ServedScripts scripts={scripts} />}
      </Columns>
    </>
  )
}

/** What is typed of the conditions, to stay in the form when the rest is refused. */
function valuesOf(posted: FormData): Answer['values'] {
  return Object.fromEntries(
    sealedFields.map((name) => {
      const all = posted.getAll(name).map(String)
      return [name, all.length === 1 ? all[0]! : all]
    }),
  )
}

function textsOf({ pledge, lines }: PledgeDesk, conditions: Conditions | null): Typed {
  const text = (value: number | null | undefined) => (value ? String(value) : '')
  const money = (fen: bigint | null | undefined) => (fen ? toDecimal(fen) : '')
  const needed = lines.reduce((sum, { quantity }) => sum + quantity, 0)
  return {
    quantity: text(pledge?.askedQuantity ?? needed),
    ceiling: money(conditions?.ceiling),
    stretchQuantity: text(pledge?.askedStretch),
    stretchCeiling: money(conditions?.stretchCeiling),
  }
}
