import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { metrics } from '~/catalog/codes'
import { Button } from '~/design/button'
import { DateField } from '~/design/date-field'
import { FileDrop } from '~/design/file-drop'
import { LinkButton } from '~/design/link-button'
import { MoneyField } from '~/design/money-field'
import { useNamed } from '~/design/named'
import { NumberField } from '~/design/number-field'
import { PageHead } from '~/design/page-head'
import { SelectField } from '~/design/select-field'
import { TextField } from '~/design/text-field'
import { useVocabulary } from '~/texts/vocabulary'
import { answerOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { useLicensesTexts } from '../../parts/texts'
import { claimLicense } from '../claim.server'
import { listOffered } from '../editions.server'
import { claimChannels, claimForm, sourceTypes } from '../form'

export const handle = page({ access: 'license.manage', title: 'licenses.new', files: true })

export async function loader(args: LoaderFunctionArgs) {
  const { db } = await enter(args, handle)
  return { products: await listOffered(db) }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  return withForm(entered, claimForm, async (tx, values) => {
    const id = await claimLicense(tx, entered.actor, values)
    return redirect(`/licenses/${id}?done=claimed`)
  })
}

export default function NewClaim() {
  const { products } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const all = useLicensesTexts()
  const texts = all.claim
  const words = useVocabulary()
  const named = useNamed()
  const groups = (key: 'editions' | 'releases') =>
    products
      .filter((product) => product[key].length > 0)
      .map((product) => ({
        label: named(product.nameZh, product.nameEn),
        options: product[key].map((one) => ({
          value: one.id,
          label: named(one.name, 'nameEn' in one ? one.nameEn : null),
        })),
      }))
  const options = <const T extends string>(values: readonly T[], labels: Record<T, string>) =>
    values.map((value) => ({ value, label: labels[value] }))
  return (
    <>
      <PageHead
        trail={[{ label: all.list.title, to: '/licenses' }]}
        title={texts.title}
        sentence={texts.lead}
        primary={
          <LinkButton to="/licenses/import" icon="upload">
            {all.list.importMany}
          </LinkButton>
        }
      />
      <CheckedForm
        form={claimForm}
        answer={answer}
        encType="multipart/form-data"
        className="max-w-xl space-y-5"
        defaults={{ metric: 'device', term: 'perpetual', channel: 'unknown', sourceType: 'purchased' }}
      >
        {(field, busy) => (
          <>
            <SelectField {...field('editionId')} label={texts.edition} empty options={groups('editions')} />
            <SelectField
              {...field('releaseId')}
              label={texts.release}
              hint={texts.releaseHint}
              optional
              empty
              options={groups('releases')}
            />
            <NumberField {...field('quantity')} label={texts.quantity} hint={texts.quantityHint} />
            <SelectField
              {...field('metric')}
              label={all.list.metric}
              options={metrics.map((value) => ({ value, label: words.metrics[value] }))}
            />
            <SelectField
              {...field('term')}
              label={texts.term}
              options={options(['perpetual', 'subscription'], words.terms)}
            />
            <DateField {...field('startsOn')} label={all.list.starts} />
            <DateField {...field('endsOn')} label={all.list.ends} hint={texts.endHint} optional />
            <SelectField
              {...field('sourceType')}
              label={texts.sourceType}
              options={options(sourceTypes, texts.sourceTypes)}
            />
            <SelectField
              {...field('channel')}
              label={all.entitlement.channel}
              options={options(claimChannels, words.channels)}
            />
            <TextField
              {...field('licenseNo')}
              label={all.entitlement.licenseNo}
              hint={texts.licenseNoHint}
              optional
            />
            <TextField {...field('supplier')} label={all.list.vendor} optional />
            <DateField {...field('purchasedOn')} label={all.entitlement.purchasedOn} optional />
            <MoneyField {...field('unitPrice')} label={texts.unitPrice} optional />
            <NumberField {...field('sets')} label={texts.sets} hint={texts.setsHint} optional />
            <TextField {...field('contractNo')} label={all.entitlement.contractNo} optional />
            <TextField {...field('invoiceNo')} label={all.entitlement.invoiceNo} optional />
            <FileDrop
              {...field('evidence')}
              label={all.entitlement.evidence}
              hint={texts.evidenceHint}
              optional
            />
            <Button look="primary" busy={busy}>
              {texts.submit}
            </Button>
          </>
        )}
      </CheckedForm>
    </>
  )
}
