/** What a new claim is about, as its address names it. */
export type Asked = {
  line?: string | null
  license?: string | null
  product?: string | null
  uscc?: string | null
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const id = (value: string | null) => (value && uuid.test(value) ? value : null)

export const askedOf = (params: URLSearchParams): Asked => ({
  line: id(params.get('line')),
  license: id(params.get('license')),
})
