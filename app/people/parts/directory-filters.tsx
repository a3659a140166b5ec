import { useNamed } from '~/design/named'
import { useWebTexts } from '~/web/texts'
import { organizationKinds, registrationStates } from '../directory'
import { listings, ownerships, scales } from '../form'
import { organizationLifecycle } from '../lifecycle'
import { usePlaceOptions } from './place-options'
import { useDirectoryTexts, usePeopleTexts } from './texts'

type Place = { code: string; nameZh: string; nameEn: string }
type Places = {
  districts: readonly Place[]
  sectors: readonly Place[]
  units: readonly { id: string; name: string; nameEn: string | null }[]
}

/** The directory's filters and kept views, in the reader's words. */
export function useDirectoryFilters({ districts, sectors, units }: Places) {
  const people = usePeopleTexts()
  const texts = useDirectoryTexts()
  const { kinds } = useWebTexts()
  const places = usePlaceOptions()
  const named = useNamed()
  const choice = (name: string, label: string, options: readonly { value: string; label: string }[]) => ({
    name, label, type: 'choice' as const, any: texts.any, options,
  }) // oxfmt-ignore
  const said = <T extends string>(values: readonly T[], words: Record<T, string>) =>
    values.map((value) => ({ value, label: words[value] }))
  const { filters: heads } = people.desk
  return {
    filters: [
      { name: 'q', label: heads.q, type: 'search' as const },
      choice('kind', heads.kind, said(organizationKinds, kinds)),
      choice('state', heads.state, said(organizationLifecycle.states, people.state)),
      choice('district', heads.district, places(districts)),
      choice('sector', people.register.sector, places(sectors)),
      choice('ownership', people.register.ownership, said(ownerships, people.ownership)),
      choice('scale', texts.scale, said(scales, people.scale)),
      choice('listing', texts.listing, said(listings, people.listing)),
      choice('registration', texts.registration, said(registrationStates, texts.registrations)),
      choice('agency', texts.agency, [
        { value: 'none', label: texts.nobody },
        ...units.map(({ id, name, nameEn }) => ({ value: id, label: named(name, nameEn) })),
      ]),
    ],
    views: [
      { label: texts.views.all, search: '?' },
      { label: texts.views.enterprises, search: '?kind=enterprise' },
      { label: texts.views.waiting, search: '?state=submitted' },
      { label: texts.views.unanswered, search: '?agency=none' },
      { label: texts.views.troubled, search: '?registration=abnormal' },
    ],
  }
}
