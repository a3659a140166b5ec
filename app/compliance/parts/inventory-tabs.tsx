import { Tabs } from '~/design/tabs'
import { useInventoryTexts } from './texts'

/** Computers and the queue of unrecognized titles: the two halves of one's inventory. */
export function InventoryTabs({ open }: { open: number }) {
  const texts = useInventoryTexts()
  return (
    <Tabs
      label={texts.title}
      tabs={[
        { to: '/inventory', label: texts.tabs.computers, end: true },
        { to: '/inventory/queue', label: texts.tabs.queue, count: open },
      ]}
    />
  )
}
