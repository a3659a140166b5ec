import { loadPack } from '../recognition/load'
import type { RecognitionPack } from '../recognition/pack'
import type { Rules } from '../recognition/rules'
import antivirus from './base/antivirus.json' with { type: 'json' }
import design from './base/design.json' with { type: 'json' }
import editions from './base/editions.json' with { type: 'json' }
import noise from './base/noise.json' with { type: 'json' }
import office from './base/office.json' with { type: 'json' }
import operatingSystems from './base/operating-systems.json' with { type: 'json' }
import publishers from './base/publishers.json' with { type: 'json' }

/** The pack that Muster brings: one file per category, in the order in which rules are tried. */
export const basePackData = {
  pack: 'recognition-pack/1',
  id: 'base',
  version: '2026-11-24',
  publishers,
  noise,
  editions,
  rules: [...operatingSystems, ...office, ...antivirus, ...design],
} as unknown as RecognitionPack

let loaded: Rules | null = null

/** The base pack, loaded and checked once. */
export function basePack(): Rules {
  loaded ??= loadPack(basePackData)
  return loaded
}
