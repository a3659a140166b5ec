import { LinkButton } from '~/design/link-button'
import { MenuLink } from '~/design/menu'

/** A month's statement as a file: paper first, the others in the menu beside it. */
export const monthPrimary = (path: string, month: string) => (
  <LinkButton to={`${path}.pdf?month=${month}`} reloadDocument icon="document">
    PDF
  </LinkButton>
)

export const monthMore = (path: string, month: string) => (
  <>
    <MenuLink to={`${path}.xlsx?month=${month}`} reload icon="download">
      XLSX
    </MenuLink>
    <MenuLink to={`${path}.csv?month=${month}`} reload icon="download">
      CSV
    </MenuLink>
  </>
)
