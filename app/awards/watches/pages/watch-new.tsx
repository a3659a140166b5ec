import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useSubject } from '~/demands/parts/subject'
import { Button } from '~/design/button'
import { Columns } from '~/design/columns'
import { Deadline } from '~/design/deadline'
import { Facts } from '~/design/facts'
import { FileDrop } from '~/design/file-drop'
import { useFormat } from '~/design/format'
import { Money } from '~/design/money'
import { MoneyField } from '~/design/money-field'
import { useNamed } from '~/design/named'
import { Notice } from '~/design/notice'
import { PageHead } from '~/design/page-head'
import { TextArea } from '~/design/text-area'
import { keepUpload } from '~/people/upload.server'
import { answerOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { useWatchTexts } from '../../parts/watch-texts'
import { claimForm } from '../form'
import { findProtected, type ProtectedAward } from '../queries.server'
import { claimLowerPrice } from '../raise.server'

export const handle = page({ access: 'watch.claim', title: 'awards.watchNew', files: true })

export async function loader(args: LoaderFunctionArgs) {
  const { db, params, now } = await enter(args, handle)
  return { award: found(await findProtected(db, params.awardId!)), now }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const { actor, params } = entered
  return withForm(entered, claimForm, async (tx, { evidence, ...claim }) => {
    const { id } = found(await findProtected(tx, params.awardId!))
    const fileId = await keepUpload(tx, actor, evidence)
    return redirect(
      `/watches/${await claimLowerPrice(tx, actor, id, { ...claim, fileId })}?done=watch-raised`,
    )
  })
}

export default function WatchNew() {
  const { now, ...data } = useLoaderData<typeof loader>()
  const award = data.award as ProtectedAward
  const answer = answerOf(useActionData<typeof action>())
  const texts = useWatchTexts()
  const format = useFormat()
  const named = useNamed()
  const subject = useSubject()
  const isOpen = award.bought && award.until !== null && award.until > now
  return (
    <>
      <PageHead
        trail={[{ label: texts.title, to: '/watches' }]}
        title={`${texts.new.title} · ${award.code} ${subject({ ...award, classZh: null, classEn: null })}`}
        sentence={texts.new.lead}
      />
      <Columns
        side={
          <Facts
            items={[
              { label: texts.vendor, value: named(award.vendor, award.vendorEn) },
              { label: texts.price, value: <Money fen={award.price} /> },
              { label: texts.until, value: award.until && <Deadline at={award.until} now={now} /> },
            ]}
          />
        }
      >
        {isOpen ? (
          <CheckedForm
            form={claimForm}
            answer={answer}
            encType="multipart/form-data"
            className="max-w-2xl space-y-5"
          >
            {(field, busy) => (
              <>
                <MoneyField
                  {...field('lowerPrice')}
                  label={texts.new.price}
                  hint={texts.new.priceHint(format.money(award.price))}
                />
                <TextArea
                  {...field('said')}
                  label={texts.new.said}
                  hint={texts.new.saidHint}
                  rows={4}
                  maxLength={4000}
                  width="full"
                />
                <FileDrop {...field('evidence')} label={texts.new.evidence} hint={texts.new.evidenceHint} />
                <Button look="primary" busy={busy}>
                  {texts.new.submit}
                </Button>
              </>
            )}
          </CheckedForm>
        ) : (
          <Notice meaning="quiet">{texts.new.notOpen}</Notice>
        )}
      </Columns>
    </>
  )
}
