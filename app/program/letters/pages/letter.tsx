import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { CheckField } from '~/design/check-field'
import { Columns } from '~/design/columns'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { mayEnter } from '~/people/access'
import { History } from '~/people/parts/history'
import { listHistory } from '~/people/queries.server'
import { answerOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { useMarketTexts } from '../../parts/market-texts'
import { signLetter } from '../commands.server'
import { signatureForm } from '../form'
import { LetterBody, LetterFacts } from '../parts/letter-body'
import { LetterChip } from '../parts/letter-chip'
import { useLetterSentence } from '../parts/sentence'
import { findLetter } from '../queries.server'

export const handle = page({ access: 'letter.read', title: 'program.letter', stepUp: true })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const letter = found(await findLetter(db, params.letterId!))
  const signs = letter.state === 'offered' && mayEnter('letter.sign', actor)
  return { letter, signs, history: await listHistory(db, letter.id) }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, { ...handle, access: 'letter.sign' })
  return withForm(entered, signatureForm, async (tx) => {
    const { id } = found(await findLetter(tx, entered.params.letterId!))
    await signLetter(tx, entered.actor, id, entered.now)
    return redirect(`/letters/${id}?done=letter-signed`)
  })
}

export default function OwnLetter() {
  const { letter, signs, history } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = useMarketTexts().letter
  const sentence = useLetterSentence()
  return (
    <>
      <PageHead
        trail={[{ label: texts.ownTitle, to: '/letters' }]}
        title={texts.of(letter.version)}
        state={<LetterChip state={letter.state} />}
        sentence={sentence(letter)}
      />
      <Columns side={<LetterFacts letter={letter} />}>
        <LetterBody text={letter.text} />
        {signs && (
          <Section title={texts.sign}>
            <CheckedForm form={signatureForm} answer={answer} className="max-w-xl space-y-4">
              {(field, busy) => (
                <>
                  <CheckField {...field('confirmed')} value="yes" label={texts.confirm} />
                  <Button look="primary" busy={busy}>
                    {texts.sign}
                  </Button>
                </>
              )}
            </CheckedForm>
          </Section>
        )}
        <History events={history} />
      </Columns>
    </>
  )
}
