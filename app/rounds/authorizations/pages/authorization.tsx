import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Columns } from '~/design/columns'
import { Day } from '~/design/day'
import { Facts } from '~/design/facts'
import { Moment } from '~/design/moment'
import { useNamed } from '~/design/named'
import { Notice } from '~/design/notice'
import { PageHead } from '~/design/page-head'
import { linkClass, TextLink } from '~/design/text-link'
import { dayOf } from '~/kernel/workdays'
import { mayEnter } from '~/people/access'
import { is } from '~/people/actor'
import { History } from '~/people/parts/history'
import { listHistory } from '~/people/queries.server'
import { answerOf } from '~/web/answer'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { moveAuthorization } from '../commands.server'
import { authorizationMoves } from '../form'
import { LetterChip } from '../parts/letter-chip'
import { LetterMoves } from '../parts/letter-moves'
import { useScope } from '../parts/scope'
import { useAuthorizationTexts } from '../parts/texts'
import { findLetter, findRenewal, type LetterRow } from '../queries.server'
import { endsSoon } from '../submitting'

export const handle = page({ access: 'authorization.read', title: 'rounds.authorization' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, now } = await enter(args, handle)
  const letter = found(await findLetter(db, actor, params.authorizationId!))
  const side = !mayEnter('authorization.move', actor) ? null : is(actor, 'officer') ? ('office' as const) : ('vendor' as const) // oxfmt-ignore
  const renewal = (await findRenewal(db, actor, letter.id)) ?? null
  return { letter, renewal, side, history: await listHistory(db, letter.id), now, office: is(actor, 'officer', 'auditor') } // oxfmt-ignore
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, page({ ...handle, access: 'authorization.move' }))
  const id = entered.params.authorizationId!
  return withForm(entered, authorizationMoves, async (tx, values) => {
    found(await findLetter(tx, entered.actor, id))
    await moveAuthorization(tx, entered.actor, id, values)
    return redirect(`/authorizations/${id}?done=authorization-${values.move}`)
  })
}

export default function Authorization() {
  const { side, office, history, now, ...data } = useLoaderData<typeof loader>()
  const letter = data.letter as LetterRow
  const renewal = data.renewal as LetterRow | null
  const answer = answerOf(useActionData<typeof action>())
  const texts = useAuthorizationTexts()
  const named = useNamed()
  const scope = useScope()
  return (
    <>
      <PageHead
        trail={[
          office
            ? { label: texts.list, to: '/office/authorizations' }
            : { label: texts.toList, to: '/qualification' },
        ]}
        title={`${named(letter.publisherZh, letter.publisherEn)} · ${scope.products(letter)}`}
        state={<LetterChip state={letter.state} ending={endsSoon(letter, dayOf(now))} />}
        sentence={texts.sentence[letter.state]}
      />
      {letter.reason && letter.state === 'returned' && (
        <div className="mb-6">
          <Notice meaning="attention" title={texts.reason}>
            {letter.reason}
          </Notice>
        </div>
      )}
      <Columns side={<LetterMoves letter={letter} renewed={renewal !== null} side={side} answer={answer} />}>
        <Facts
          layout="row"
          items={[
            {
              label: texts.vendor,
              value: office ? (
                <TextLink to={`/office/organizations/${letter.vendorId}`}>
                  {named(letter.vendor, letter.vendorEn)}
                </TextLink>
              ) : (
                named(letter.vendor, letter.vendorEn)
              ),
            },
            { label: texts.publisher, value: named(letter.publisherZh, letter.publisherEn) },
            {
              label: texts.subject,
              value: letter.slug ? (
                <TextLink to={`/catalog/${letter.slug}`}>{scope.products(letter)}</TextLink>
              ) : (
                scope.products(letter)
              ),
            },
            { label: texts.district, value: scope.region(letter) },
            {
              label: texts.validity,
              value: (
                <>
                  <Day on={letter.validFrom} /> – <Day on={letter.validUntil} />
                </>
              ),
            },
            {
              label: texts.file,
              value: (
                <a className={linkClass} href={`/files/${letter.fileId}`} download>
                  {letter.fileName}
                </a>
              ),
            },
            { label: texts.submitted, value: <Moment at={letter.submittedAt} /> },
            ...(letter.decidedAt ? [{ label: texts.decided, value: <Moment at={letter.decidedAt} /> }] : []),
            ...(letter.renewsId
              ? [
                  {
                    label: texts.renews,
                    value: <TextLink to={`/authorizations/${letter.renewsId}`}>{texts.former}</TextLink>,
                  },
                ]
              : []),
            ...(renewal
              ? [
                  {
                    label: texts.renewed,
                    value: <TextLink to={`/authorizations/${renewal.id}`}>{texts.newer}</TextLink>,
                  },
                ]
              : []),
          ]}
        />
        <History events={history} />
      </Columns>
    </>
  )
}
