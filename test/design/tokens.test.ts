import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

const css = readFileSync('app/app.css', 'utf8')

type Color = readonly [lightness: number, chroma: number, hue: number]

/** Every color token as its light and its dark value. */
const tokens = Object.fromEntries(
  [...css.matchAll(/--color-([\w-]+): light-dark\(oklch\(([\d. ]+)\), oklch\(([\d. ]+)\)\)/g)].map(
    ([, name, light, dark]) => [name!, { light: numbers(light!), dark: numbers(dark!) }],
  ),
)

function numbers(text: string): Color {
  return text.split(' ').map(Number) as unknown as Color
}

/** Relative luminance (WCAG 2.2) of an OKLCH color, by its linear sRGB components (B. Ottosson, 2020). */
function luminance([lightness, chroma, hue]: Color): number {
  const [a, b] = [chroma * Math.cos((hue * Math.PI) / 180), chroma * Math.sin((hue * Math.PI) / 180)]
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  const linear = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ].map((part) => Math.min(1, Math.max(0, part)))
  return 0.2126 * linear[0]! + 0.7152 * linear[1]! + 0.0722 * linear[2]!
}

function contrast(one: Color, other: Color): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light! + 0.05) / (dark! + 0.05)
}

const meanings = ['ok', 'attention', 'risk', 'info', 'quiet']
const grounds = ['surface', 'paper', 'sunken']

/** Text may stand on any of these. */
const texts: [text: string, ground: string][] = [
  ...['ink', 'ink-soft', 'accent', ...meanings].flatMap((text) =>
    grounds.map((ground): [string, string] => [text, ground]),
  ),
  ...meanings.flatMap((meaning): [string, string][] => [
    [meaning, `${meaning}-soft`],
    ['ink', `${meaning}-soft`],
    ['ink-soft', `${meaning}-soft`],
  ]),
  ['ink', 'accent-soft'],
  ['accent', 'accent-soft'],
  ['on-accent', 'accent'],
  ['on-accent', 'accent-strong'],
  ['paper', 'risk'],
  ...['shade-1', 'shade-2', 'shade-3'].map((shade): [string, string] => ['ink', shade]),
  ...['shade-4', 'shade-5'].map((shade): [string, string] => ['on-accent', shade]),
]

/** Borders of controls and lines of charts must be seen, not read (WCAG 1.4.11). */
const shapes = ['edge', ...[1, 2, 3, 4, 5, 6].map((index) => `series-${index}`)]

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  const color = (name: string) => tokens[name]?.[theme] ?? expect.unreachable(`no token ${name}`)

  test.each(texts)('%s can be read on %s', (text, ground) => {
    expect(contrast(color(text), color(ground))).toBeGreaterThanOrEqual(4.5)
  })

  test.each(shapes)('%s stands out from the surface', (shape) => {
    expect(contrast(color(shape), color('surface'))).toBeGreaterThanOrEqual(3)
  })
})

test('black on white has the contrast that the standard names', () => {
  expect(contrast([0, 0, 0], [1, 0, 0])).toBeCloseTo(21, 1)
})
