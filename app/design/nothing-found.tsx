import { Empty } from './empty'
import { LinkButton } from './link-button'
import { useDesignTexts } from './texts'

/** `<Table … empty={filtered ? <NothingFound /> : <Empty … />} />`: filters that match nothing, with the way back. */
export function NothingFound() {
  const texts = useDesignTexts()
  return (
    <Empty
      icon="search"
      title={texts.nothingFound}
      why={texts.nothingFoundWhy}
      action={<LinkButton to="?">{texts.clear}</LinkButton>}
    />
  )
}
