import { Tabs } from '~/design/tabs'
import { useOrdersTexts } from '../../parts/texts'

/** What the vendors say of their editions, and the law's rates. */
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
          { to: '/office/taxes/rates', label: texts.tabs.rates },
        ]}
      />
    </div>
  )
}
