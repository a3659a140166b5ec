import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { CheckField } from '~/design/check-field'
import { Columns } from '~/design/columns'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { TextField } from '~/design/text-field'
import { is } from '~/people/actor'
import { History } from '~/people/parts/history'
import { listHistory } from '~/people/queries.server'
import { type Answer, answerOf, valueOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { ConfirmMove } from '~/web/confirm-move'
import { enter, found } from '~/web/enter.server'
import { MoveReason } from '~/web/move-reason'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { useMarketTexts } from '../../parts/market-texts'
import { moveLetter } from '../commands.server'
import { letterMoveForm, witnessForm } from '../form'
import { LetterBody, LetterFacts } from '../parts/letter-body'
import { LetterChip } from '../parts/letter-chip'
import { useLetterSentence } from '../parts/sentence'
import { findLetter } from '../queries.server'

export const handle = page({ access: 'market.read', title: 'program.letter' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const letter = found(await findLetter(db, params.letterId!))
  return { letter, works: is(actor, 'inspector', 'officer'), history: await listHistory(db, letter.id) }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, { ...handle, access: 'market.work' })
  return withForm(entered, letterMoveForm, async (tx, asked) => {
    const { id } = found(await findLetter(tx, entered.params.letterId!))
    await moveLetter(tx, entered.actor, id, asked, entered.now)
    return redirect(
      `/office/letters/${id}?done=${asked.move === 'witness' ? 'letter-signed' : 'letter-terminate'}`,
    )
  })
}

export default function LetterDesk() {
  const { letter, works, history } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const all = useMarketTexts()
  const texts = all.letter
  const sentence = useLetterSentence()
  const stands = letter.state === 'offered' || letter.state === 'signed'
  return (
    <>
      <PageHead
        trail={[
          { label: all.sellers.title, to: '/office/sellers' },
          { label: letter.seller, to: `/office/sellers/${letter.sellerId}` },
        ]}
        title={texts.of(letter.version)}
        state={<LetterChip state={letter.state} />}
        sentence={sentence(letter)}
      />
      <Columns side={<LetterFacts letter={letter} />}>
        <LetterBody text={letter.text} />
        {works && letter.state === 'offered' && <Witness answer={answer} />}
        {works && stands && (
          <div className="mt-6">
            <ConfirmMove
              move="terminate"
              verb={texts.terminate}
              look="danger"
              title={texts.terminateWhat}
              consequences={[texts.terminateWho]}
              undo={{ possible: false, words: texts.terminateUndo }}
              answer={answer}
            >
              <MoveReason move="terminate" answer={answer} label={texts.reason} maxLength={600} />
            </ConfirmMove>
          </div>
        )}
        <History events={history} />
      </Columns>
    </>
  )
}

function Witness({ answer }: { answer: Answer | undefined }) {
  const texts = useMarketTexts().letter
  const mine = valueOf(answer, 'move') === 'witness' ? answer : undefined
  return (
    <Section title={texts.witness} sentence={texts.witnessLead}>
      <CheckedForm form={witnessForm} answer={mine} className="max-w-xl space-y-4">
        {(field, busy) => (
          <>
            <input type="hidden" name="move" value="witness" />
            <TextField {...field('signedBy')} label={texts.signer} />
            <CheckField {...field('confirmed')} value="yes" label={texts.witnessConfirm} />
            <Button look="primary" busy={busy}>
              {texts.witness}
            </Button>
          </>
        )}
      </CheckedForm>
    </Section>
  )
}
