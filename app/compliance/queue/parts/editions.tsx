import { Form, Link } from '@remix-run/react'
import { Button } from '~/design/button'
import { Empty } from '~/design/empty'
import { useNamed } from '~/design/named'
import { Section } from '~/design/section'
import { Select } from '~/design/select-field'
import { KeyField } from '~/web/key-field'
import { useSoftwareName } from '~/catalog/parts/software-name'
import { useInventoryTexts } from '../../parts/texts'
import type { Undetermined } from '../queries.server'

/** Installations whose lists name no edition or release: told for all computers of a product at once, or for one. */
export function Editions({ products }: { products: readonly Undetermined[] }) {
  const texts = useInventoryTexts().queue
  const name = useSoftwareName()
  const named = useNamed()
  if (products.length === 0)
    return <Empty title={texts.empty.editions} why={texts.emptyWhy.editions} icon="check-circle" />
  return products.map((product) => (
    <Section
      key={product.productId}
      title={name(product)}
      count={product.undetermined}
      sentence={texts.editionsSentence}
    >
      <EditionForm product={product} computerId={null} label={texts.forAll(product.undetermined)} />
      <details className="mt-3">
        <summary className="inline-flex min-h-row items-center text-sm text-ink-soft hover:text-ink">
          {texts.byComputer}
        </summary>
        <ul className="divide-y divide-line border-y border-line">
          {product.computers.map((computer) => (
            <li key={computer.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 py-2">
              <Link
                discover="none"
                to={`/inventory/computers/${computer.id}`}
                className="w-40 text-accent hover:underline"
              >
                {computer.no}
              </Link>
              <span className="flex-1 basis-24 text-sm text-ink-soft">
                {[named(computer.edition, computer.editionEn), computer.release, computer.version]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
              <EditionForm product={product} computerId={computer.id} label={texts.forOne} />
            </li>
          ))}
        </ul>
      </details>
    </Section>
  ))
}

type EditionFormProps = { product: Undetermined; computerId: string | null; label: string }

export function EditionForm({ product, computerId, label }: EditionFormProps) {
  const texts = useInventoryTexts().queue
  const named = useNamed()
  const options = (choices: Undetermined['editions']) =>
    choices.map((one) => ({ value: one.id, label: named(one.name, one.nameEn ?? null) }))
  return (
    <Form method="post" className="flex flex-wrap items-center gap-2">
      <KeyField />
      <input type="hidden" name="move" value="determine" />
      <input type="hidden" name="productId" value={product.productId} />
      {computerId && <input type="hidden" name="computerId" value={computerId} />}
      <Select
        name="editionId"
        aria-label={texts.edition}
        required
        empty={texts.edition}
        options={options(product.editions)}
      />
      {product.releases.length > 0 && (
        <Select
          name="releaseId"
          aria-label={texts.release}
          empty={texts.release}
          options={options(product.releases)}
        />
      )}
      <Button>{label}</Button>
    </Form>
  )
}
