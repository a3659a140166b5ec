import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useSoftwareName } from '~/catalog/parts/software-name'
import { Button } from '~/design/button'
import { ChoiceGroup } from '~/design/choice-group'
import { Columns } from '~/design/columns'
import { Facts } from '~/design/facts'
import { FileDrop } from '~/design/file-drop'
import { useFormat } from '~/design/format'
import { useNamed } from '~/design/named'
import { Notice } from '~/design/notice'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { TextArea } from '~/design/text-area'
import { answerOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { useLicensesTexts } from '../../parts/texts'
import { keysForm } from '../form'
import { uploadKeyFile, uploadKeys } from '../keys.server'
import { listSuppliedRows } from '../queries.server'

export const handle = page({
  access: 'license.supply',
  title: 'licenses.delivery-keys',
  files: true,
  secret: true,
})

export async function loader(args: LoaderFunctionArgs) {
  const { db, params } = await enter(args, handle)
  const rows = await listSuppliedRows(db)
  return { its: found(rows.find(({ deliveryId }) => deliveryId === params.deliveryId)) }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  return withForm(entered, keysForm, async (tx, { kind, keys, file }) => {
    const deliveryId = entered.params.deliveryId!
    if (kind === 'file') await uploadKeyFile(tx, entered.actor, deliveryId, file!)
    else await uploadKeys(tx, entered.actor, deliveryId, { text: file ? await file.text() : keys, kind })
    return redirect('/supplied?done=keys-kept')
  })
}

export default function DeliveryKeys() {
  const { its } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const all = useLicensesTexts()
  const texts = all.upload
  const name = useSoftwareName()
  const format = useFormat()
  const named = useNamed()
  return (
    <>
      <PageHead
        trail={[{ label: all.supplied.title, to: '/supplied' }]}
        title={texts.title(name(its))}
        sentence={texts.lead}
      />
      <Columns
        side={
          <Section title={texts.delivery}>
            <Facts
              items={[
                { label: all.supplied.order, value: its.orderNo },
                { label: texts.note, value: its.noteNo },
                { label: texts.buyer, value: named(its.buyer, its.buyerEn) },
                { label: texts.units, value: format.number(its.now) },
              ]}
            />
          </Section>
        }
      >
        {its.keys > 0 ? (
          <Notice meaning="ok">{texts.complete(its.keys)}</Notice>
        ) : its.now === 0 ? (
          <Notice meaning="quiet">{all.supplied.gone}</Notice>
        ) : (
          <CheckedForm
            form={keysForm}
            answer={answer}
            encType="multipart/form-data"
            defaults={{ kind: 'single' }}
          >
            {(field, busy) => (
              <>
                <ChoiceGroup
                  name="kind"
                  type="radio"
                  label={texts.kind}
                  chosen="single"
                  choices={[
                    { value: 'single', label: texts.single(its.now) },
                    { value: 'volume', label: texts.volume },
                    { value: 'file', label: texts.licenseFile, hint: texts.licenseFileHint },
                  ]}
                />
                <TextArea
                  {...field('keys')}
                  label={texts.text}
                  hint={its.keyPattern ? texts.textHintLike(its.keyPattern) : texts.textHint}
                  rows={10}
                  autoComplete="off"
                  spellCheck={false}
                  width="full"
                />
                <FileDrop {...field('file')} label={texts.file} hint={texts.fileHint} optional width="full" />
                <Button look="primary" icon="lock" busy={busy}>
                  {texts.submit}
                </Button>
                <p className="text-sm text-ink-soft">{texts.sealed}</p>
              </>
            )}
          </CheckedForm>
        )}
      </Columns>
    </>
  )
}
