import { db1, devtools1, erp1, kingbase1 } from './round-tales/business.ts'
import { adobe1, cad1 } from './round-tales/design.ts'
import { office1, office2 } from './round-tales/office-suites.ts'
import { archivers1, pdf1 } from './round-tales/papers.ts'
import { project1, visio1 } from './round-tales/plans.ts'
import { antivirus1, antivirus2 } from './round-tales/protection.ts'
import { os1, os2, server1 } from './round-tales/systems.ts'
import { hosts1 } from './round-tales/scored.ts'
import { diagrams2, illustrator1 } from './round-tales/sealing.ts'
import type { RoundTale } from './round-tales/tale.ts'

/** Every round of the demo market, the oldest first. */
export const roundTales: readonly RoundTale[] = [
  office1,
  archivers1,
  project1,
  antivirus1,
  cad1,
  os1,
  hosts1,
  db1,
  pdf1,
  visio1,
  adobe1,
  illustrator1,
  server1,
  devtools1,
  office2,
  antivirus2,
  os2,
  diagrams2,
  erp1,
  kingbase1,
]
