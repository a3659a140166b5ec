import { Software } from '~/catalog/parts/software-name'
import { Day } from '~/design/day'
import { useFormat } from '~/design/format'
import { Table } from '~/design/table'
import { useCampaignTexts } from '../../parts/texts'
import type { Action, ProductFigures } from '../figures'

type ActionListProps = { planned: readonly Action[]; products: readonly ProductFigures[] }

/** What the enterprise will do about its gaps. */
export function ActionList({ planned, products }: ActionListProps) {
  const texts = useCampaignTexts().inspection
  const format = useFormat()
  const productOf = new Map(products.map((product) => [product.productId, product]))
  return (
    <Table
      caption={texts.actions}
      rows={planned}
      rowKey={({ productId, action, dueOn }) => `${productId} ${action} ${dueOn}`}
      empty={<p className="text-ink-soft">{texts.noGaps}</p>}
      columns={[
        {
          key: 'product',
          head: texts.product,
          cell: ({ productId }) => {
            const product = productOf.get(productId)
            return product ? <Software product={product} /> : '–'
          },
        },
        { key: 'action', head: texts.action, cell: ({ action }) => texts.kinds[action] },
        {
          key: 'quantity',
          head: texts.quantity,
          type: 'number',
          cell: ({ quantity }) => format.number(quantity),
        },
        { key: 'owner', head: texts.owner, cell: ({ owner }) => owner },
        {
          key: 'due',
          head: texts.dueOn,
          type: 'date',
          narrow: 'end',
          cell: ({ dueOn }) => <Day on={dueOn} />,
        },
      ]}
    />
  )
}
