import { Form, Link, useLocation } from '@remix-run/react'
import { Button } from './button'
import { Icon } from './icons'
import { withParams } from './search-params'
import { Select, type Option } from './select-field'
import { useDesignTexts } from './texts'

export type Filter = { name: string; label: string } & (
  | { type: 'search'; placeholder?: string }
  | { type: 'choice'; options: readonly Option[]; /** Word for no choice. */ any: string }
  | { type: 'date' }
)

type FiltersProps = {
  filters: readonly Filter[]
  /** Kept views: a name and the query that it stands for, `?state=open&sort=closes`. */
  views?: readonly { label: string; search: string }[]
  /** Parameters of the page that filtering leaves as they are. */
  keep?: readonly string[]
}

/** `<Filters filters={[{ name: 'state', label, type: 'choice', options, any }]} />`: above a table; the URL is the only state. */
export function Filters({ filters, views = [], keep = [] }: FiltersProps) {
  const { search } = useLocation()
  const params = new URLSearchParams(search)
  const active = filters.filter(({ name }) => params.get(name)).length
  return (
    <div className="mb-4 print:hidden">
      {views.length > 0 && <Views views={views} search={search} />}
      {filters.length > 0 && (
        <FilterForm
          key={search}
          filters={filters}
          params={params}
          active={active}
          search={search}
          keep={keep}
        />
      )}
    </div>
  )
}

type FilterFormProps = {
  filters: readonly Filter[]
  params: URLSearchParams
  active: number
  search: string
  keep: readonly string[]
}

function FilterForm({ filters, params, active, search, keep }: FilterFormProps) {
  const texts = useDesignTexts()
  const none = Object.fromEntries(filters.map(({ name }) => [name, null]))
  return (
    <Form method="get" className="flex flex-wrap items-end gap-2">
      {['sort', ...keep]
        .filter((name) => params.get(name))
        .map((name) => (
          <input key={name} type="hidden" name={name} value={params.get(name)!} />
        ))}
      {filters.map((filter) => (
        <label
          key={filter.name}
          className={`min-w-0 max-sm:flex-1 max-sm:basis-36 ${filter.type === 'search' ? 'sm:w-64' : ''}`}
        >
          <span className="mb-1 block text-sm text-ink-soft">{filter.label}</span>
          <FilterControl filter={filter} value={params.get(filter.name) ?? ''} />
        </label>
      ))}
      <div className="flex gap-2 max-sm:w-full">
        <Button icon="filter" className="max-sm:flex-1">
          {texts.apply}
        </Button>
        {active > 0 && (
          <Link
            to={withParams(search, none)}
            className="inline-flex min-h-row items-center gap-1 rounded px-2 text-ink-soft hover:bg-sunken hover:text-ink"
          >
            <Icon name="cross" className="size-3.5" />
            {texts.clear}
          </Link>
        )}
      </div>
    </Form>
  )
}

function FilterControl({ filter, value }: { filter: Filter; value: string }) {
  const { name } = filter
  if (filter.type === 'choice')
    return <Select name={name} defaultValue={value} empty={filter.any} options={filter.options} />
  if (filter.type === 'date')
    return <input type="date" name={name} defaultValue={value} className="control" />
  return (
    <input
      type="search"
      name={name}
      defaultValue={value}
      placeholder={filter.placeholder}
      className="control"
    />
  )
}

function Views({ views, search }: { views: NonNullable<FiltersProps['views']>; search: string }) {
  const texts = useDesignTexts()
  const present = withParams(search, {})
  return (
    <nav aria-label={texts.savedViews} className="mb-3 flex flex-wrap gap-1">
      {views.map((view) => (
        <Link
          key={view.search}
          to={view.search}
          aria-current={withParams(view.search, {}) === present ? 'page' : undefined}
          className="inline-flex min-h-8 items-center rounded-full border border-line px-3 text-sm text-ink-soft hover:bg-sunken hover:text-ink aria-[current=page]:border-accent aria-[current=page]:bg-accent-soft aria-[current=page]:text-ink pointer-coarse:min-h-row"
        >
          {view.label}
        </Link>
      ))}
    </nav>
  )
}
