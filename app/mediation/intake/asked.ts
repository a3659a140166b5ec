import { uuidForm } from '~/kernel/fields'

/** What a new claim is about, as its address names it. */
export type Asked = {
  line?: string | null
  license?: string | null
  product?: string | null
  uscc?: string | null
}

const id = (value: string | null) => (value && uuidForm.test(value) ? value : null)

export const askedOf = (params: URLSearchParams): Asked => ({
  line: id(params.get('line')),
  license: id(params.get('license')),
})
