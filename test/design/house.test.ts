import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const files = readdirSync('app/design', { recursive: true, encoding: 'utf8' }).filter((file) =>
  /\.tsx?$/.test(file),
)

test.each(files)(
  '%s takes its colors and sizes from the tokens and its sentences from props or texts',
  (file) => {
    const code = readFileSync(`app/design/${file}`, 'utf8').replace(/\/\*\*?[\s\S]*?\*\/|\/\/.*/g, '')
    expect(code, 'an inline style').not.toMatch(/\bstyle=/)
    expect(code, 'a color of its own').not.toMatch(
      /#[0-9a-f]{3,8}\b|rgb\(|oklch\(|\b(?:bg|text|border|fill|stroke)-\[(?:#|rgb|oklch|var)/,
    )
    expect(code, 'a size of its own').not.toMatch(/\btext-\[/)
    if (file !== 'locale.tsx' && file !== 'format.ts') expect(code, 'a sentence').not.toMatch(/\p{sc=Han}/u)
  },
)
