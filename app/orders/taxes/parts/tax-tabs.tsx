import { Tabs } from '~/design/tabs'
import { useOrdersTexts } from '../../parts/texts'

/** What the vendors say of their editions and of themselves, and the law's rates. */
export function TaxTabs({ waiting }: { waiting?: number }) {
  const texts = useOrdersTexts().taxes
  return (
    <div className="mb-5">
      <Tabs
        label={texts.title}
        tabs={[
          {
            to: '/office/taxes',
            label: texts.tabs.categories,
            end: true,
            ...(waiting && { count: waiting }),
          },
          { to: '/office/taxes/taxpayers', label: texts.tabs.taxpayers },
          { to: '/office/taxes/rates', label: texts.tabs.rates },
        ]}
      />
    </div>
  )
}

/** What a vendor says of its editions and of itself. */
export function VendorTaxTabs() {
  const texts = useOrdersTexts().taxes
  return (
    <div className="mb-5">
      <Tabs
        label={texts.title}
        tabs={[
          { to: '/vendor/taxes', label: texts.tabs.categories, end: true },
          { to: '/vendor/taxes/taxpayer', label: texts.tabs.taxpayers },
        ]}
      />
    </div>
  )
}
