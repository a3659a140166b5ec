import { loadPack } from '../recognition/load'
import type { RecognitionPack } from '../recognition/pack'
import type { Rules } from '../recognition/rules'
import adobe from './base/adobe.json' with { type: 'json' }
import antivirus from './base/antivirus.json' with { type: 'json' }
import autodesk from './base/autodesk.json' with { type: 'json' }
import business from './base/business.json' with { type: 'json' }
import cadChinese from './base/cad-chinese.json' with { type: 'json' }
import cad from './base/cad.json' with { type: 'json' }
import database from './base/database.json' with { type: 'json' }
import design from './base/design.json' with { type: 'json' }
import development from './base/development.json' with { type: 'json' }
import editions from './base/editions.json' with { type: 'json' }
import everyday from './base/everyday.json' with { type: 'json' }
import noise from './base/noise.json' with { type: 'json' }
import officeOthers from './base/office-others.json' with { type: 'json' }
import office from './base/office.json' with { type: 'json' }
import operatingSystems from './base/operating-systems.json' with { type: 'json' }
import packages from './base/packages.json' with { type: 'json' }
import publishers from './base/publishers.json' with { type: 'json' }
import servers from './base/servers.json' with { type: 'json' }
import tools from './base/tools.json' with { type: 'json' }

/** The pack that Muster brings: one file per kind of software, in the order in which rules are tried. */
export const basePackData = {
  pack: 'recognition-pack/1',
  id: 'base',
  version: '2026-11-27',
  publishers,
  noise,
  editions,
  rules: [
    ...operatingSystems,
    ...office,
    ...officeOthers,
    ...antivirus,
    ...adobe,
    ...autodesk,
    ...cad,
    ...cadChinese,
    ...design,
    ...database,
    ...development,
    ...servers,
    ...business,
    ...tools,
    ...everyday,
    ...packages,
  ],
} as unknown as RecognitionPack

let loaded: Rules | null = null

/** The base pack, loaded and checked once. */
export function basePack(): Rules {
  loaded ??= loadPack(basePackData)
  return loaded
}
