import { basePackData } from '../../app/compliance/packs/base.ts'
import type { RecognitionPack } from '../../app/compliance/recognition/pack.ts'
import type { Score } from '../../app/compliance/recognition/score.ts'
import measured from './earlier-pack.json' with { type: 'json' }

const later = new Set(['winrar', 'bandizip', 'foxit-pdf-editor'])

/** The pack as it was before archivers and PDF editors came to it; what is in use while the newer one is proposed. */
export const earlierPack: RecognitionPack = {
  ...basePackData,
  version: '2025-08-31',
  rules: basePackData.rules.filter(({ product }) => !later.has(product)),
}

/** As `recognition:score` measures it; a test holds it to that. */
export const earlierFigures = measured as unknown as Score
