import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Columns } from '~/design/columns'
import { LinkButton } from '~/design/link-button'
import { MenuLink } from '~/design/menu'
import { PageHead } from '~/design/page-head'
import { dayOf } from '~/kernel/workdays'
import { is } from '~/people/actor'
import { History } from '~/people/parts/history'
import { listHistory } from '~/people/queries.server'
import { answerOf } from '~/web/answer'
import { AnswerSummary } from '~/web/checked-form'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { findText, offerLetter } from '../../letters/commands.server'
import { whyNotOffer } from '../../letters/offering'
import { useMarketTexts } from '../../parts/market-texts'
import { sellerMoveForm } from '../form'
import { SellerCases, SellerLetters, SellerVisits } from '../parts/seller-lists'
import { SellerFacts } from '../parts/seller-facts'
import { useDayWords } from '../parts/day-words'
import { findSeller, listCasesOf, listLettersOf, listVisits } from '../queries.server'

export const handle = page({ access: 'market.read', title: 'program.seller' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, now } = await enter(args, handle)
  const seller = found(await findSeller(db, params.sellerId!))
  const [letters, visits, cases, text, history] = await Promise.all([
    listLettersOf(db, seller.id),
    listVisits(db, seller.id),
    listCasesOf(db, seller.id),
    findText(db),
    listHistory(db, seller.id),
  ])
  const works = is(actor, 'inspector', 'officer')
  const offers = works && text !== undefined && whyNotOffer(letters, dayOf(now)) === null
  return { seller, letters, visits, cases, history, works, version: offers ? text.version : null }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, { ...handle, access: 'market.work' })
  return withForm(entered, sellerMoveForm, async (tx) => {
    const { id } = found(await findSeller(tx, entered.params.sellerId!))
    const letterId = await offerLetter(tx, entered.actor, id, entered.now)
    return redirect(`/office/letters/${letterId}?done=letter-offered`)
  })
}

export default function Seller() {
  const { seller, letters, visits, cases, history, works, version } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = useMarketTexts().sellers
  const day = useDayWords()
  const stands = letters.find(({ state }) => state === 'signed')
  const waits = letters.some(({ state }) => state === 'offered')
  return (
    <>
      <PageHead
        trail={[{ label: texts.title, to: '/office/sellers' }]}
        title={seller.name}
        sentence={
          stands
            ? texts.sentence.signed(day(stands.expiresOn))
            : waits
              ? texts.sentence.offered
              : texts.sentence.none
        }
        primary={
          works && (
            <LinkButton to={`/office/sellers/${seller.id}/visits/new`} look="primary" icon="check-circle">
              {texts.visit}
            </LinkButton>
          )
        }
        more={
          works && (
            <MenuLink to={`/office/sellers/${seller.id}/edit`} icon="edit">
              {texts.edit}
            </MenuLink>
          )
        }
      />
      {answer && <AnswerSummary answer={answer} />}
      <Columns side={<SellerFacts seller={seller} />}>
        <SellerLetters letters={letters} version={version} answer={answer} />
        <SellerVisits visits={visits} />
        <SellerCases cases={cases} />
        <History events={history} />
      </Columns>
    </>
  )
}
