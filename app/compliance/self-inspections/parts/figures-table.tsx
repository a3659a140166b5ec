import { Software } from '~/catalog/parts/software-name'
import { Day } from '~/design/day'
import { Empty } from '~/design/empty'
import { useFormat } from '~/design/format'
import { Icon } from '~/design/icons'
import { LinkButton } from '~/design/link-button'
import { Table } from '~/design/table'
import { useCampaignTexts } from '../../parts/texts'
import type { ProductFigures } from '../figures'

/** Computed cells of the form: nobody types them in. By product here, by edition, release and source in `SoftwareLines`. */
export function FiguresTable({ products, own }: { products: readonly ProductFigures[]; own: boolean }) {
  const all = useCampaignTexts()
  const texts = all.inspection
  const categories: Record<string, string> = all.categories
  const format = useFormat()
  const sum = (of: (row: ProductFigures) => number) =>
    format.number(products.reduce((total, row) => total + of(row), 0))
  return (
    <Table
      caption={texts.software}
      rows={products}
      rowKey={({ productId }) => productId}
      {...(own && { rowTo: ({ slug }: ProductFigures) => `/compliance/products/${slug}` })}
      empty={
        <Empty
          title={texts.none}
          why={texts.noneWhy}
          icon="archive"
          action={own && <LinkButton to="/inventory">{texts.toInventory}</LinkButton>}
        />
      }
      columns={[
        { key: 'product', head: texts.product, cell: (row) => <Software product={row} />, foot: '' },
        { key: 'category', head: texts.category, cell: ({ category }) => categories[category] ?? category },
        {
          key: 'installed',
          head: texts.installed,
          type: 'number',
          cell: ({ installed }) => format.number(installed),
          foot: sum(({ installed }) => installed),
        },
        {
          key: 'entitled',
          head: texts.entitled,
          type: 'number',
          narrow: 'hidden',
          cell: ({ entitled }) => format.number(entitled),
          foot: sum(({ entitled }) => entitled),
        },
        {
          key: 'gap',
          head: texts.gap,
          type: 'number',
          narrow: 'end',
          cell: ({ gap }) => (
            <span className={gap > 0 ? 'font-medium text-risk' : ''}>{format.number(gap)}</span>
          ),
          foot: sum(({ gap }) => gap),
        },
        {
          key: 'unclear',
          head: texts.unclear,
          type: 'number',
          narrow: 'hidden',
          cell: ({ undetermined, unknown }) => format.number(undetermined + unknown),
          foot: sum(({ undetermined, unknown }) => undetermined + unknown),
        },
        {
          key: 'licenses',
          head: texts.licenses,
          narrow: 'hidden',
          cell: ({ licenseNos, validUntil, entitled }) =>
            entitled > 0 && (
              <>
                <span className="block max-w-48 break-words">
                  {licenseNos.length === 0 && '–'}
                  {licenseNos.map((no, at) => (
                    <span key={no}>
                      {at > 0 && ' · '}
                      <span className="whitespace-nowrap">{no}</span>
                    </span>
                  ))}
                </span>
                <span className="block text-sm text-ink-soft">
                  {validUntil ? <Day on={validUntil} /> : texts.perpetual}
                </span>
              </>
            ),
        },
        {
          key: 'domestic',
          head: texts.domestic,
          narrow: 'hidden',
          cell: ({ domestic }) => domestic && <Icon name="check" className="size-4" label={texts.domestic} />,
        },
      ]}
    />
  )
}
