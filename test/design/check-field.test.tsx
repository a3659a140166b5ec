import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { CheckField } from '~/design/check-field'

test('a box is checked from the start by what was posted, or by what stands', () => {
  const isChecked = (props: object) =>
    renderToStaticMarkup(<CheckField name="keep" label="Keep" {...props} />).includes('checked=""')
  expect(isChecked({})).toBe(false)
  expect(isChecked({ defaultChecked: true })).toBe(true)
  expect(isChecked({ defaultValue: 'on' })).toBe(true)
  expect(isChecked({ defaultValue: 'on', defaultChecked: false })).toBe(false)
})
